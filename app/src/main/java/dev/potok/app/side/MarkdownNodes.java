package dev.potok.app.side;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/** Makes nodes of a text in CommonMark, styled by {@code lesson-…} classes. For the JavaFX thread. */
final class MarkdownNodes extends AbstractVisitor {
    private final Consumer<String> openLink;
    private final Deque<VBox> blocks = new ArrayDeque<>();
    private final Deque<String> styles = new ArrayDeque<>();
    private TextFlow flow = new TextFlow();

    private MarkdownNodes(Consumer<String> openLink) {
        this.openLink = openLink;
    }

    /** The text as a column of blocks; a link that is clicked is given to {@code openLink}. */
    static VBox of(String markdown, Consumer<String> openLink) {
        var nodes = new MarkdownNodes(openLink);
        var root = new VBox();
        root.getStyleClass().add("lesson");
        nodes.blocks.push(root);
        Parser.builder().build().parse(markdown).accept(nodes);
        return root;
    }

    private void block(javafx.scene.Node node, String... styleClasses) {
        node.getStyleClass().addAll(styleClasses);
        blocks.element().getChildren().add(node);
    }

    private void inline(Node parent, String... styleClasses) {
        flow = new TextFlow();
        flow.setAccessibleRole(AccessibleRole.TEXT);
        block(flow, styleClasses);
        visitChildren(parent);
        var words = new StringBuilder();
        flow.getChildren().forEach(child -> words.append(child instanceof Text text ? text.getText()
                : child instanceof Hyperlink link ? link.getText()
                        : child instanceof Label label ? label.getText() : ""));
        flow.setAccessibleText(words.toString());
    }

    private void words(String text, String styleClass) {
        var piece = new Text(text);
        piece.getStyleClass().add(styleClass);
        piece.getStyleClass().addAll(styles);
        flow.getChildren().add(piece);
    }

    private void styled(Node node, String styleClass) {
        styles.push(styleClass);
        visitChildren(node);
        styles.pop();
    }

    @Override
    public void visit(Heading heading) {
        inline(heading, "lesson-heading", "lesson-heading-" + Math.min(3, heading.getLevel()));
    }

    @Override
    public void visit(Paragraph paragraph) {
        inline(paragraph, "lesson-paragraph");
    }

    @Override
    public void visit(BulletList list) {
        items(list, index -> "•");
    }

    @Override
    public void visit(OrderedList list) {
        int start = list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber();
        items(list, index -> start + index + ".");
    }

    private void items(Node list, java.util.function.IntFunction<String> marker) {
        var box = new VBox();
        block(box, "lesson-list");
        int index = 0;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            var sign = new Label(marker.apply(index++));
            sign.getStyleClass().add("lesson-marker");
            sign.setMinWidth(Region.USE_PREF_SIZE);
            var content = new VBox();
            content.getStyleClass().add("lesson-item");
            HBox.setHgrow(content, Priority.ALWAYS);
            var line = new HBox(sign, content);
            line.setAlignment(Pos.TOP_LEFT);
            box.getChildren().add(line);
            blocks.push(content);
            visitChildren(item);
            blocks.pop();
        }
    }

    @Override
    public void visit(BlockQuote quote) {
        var box = new VBox();
        block(box, "lesson-quote");
        blocks.push(box);
        visitChildren(quote);
        blocks.pop();
    }

    @Override
    public void visit(FencedCodeBlock code) {
        codeBlock(code.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        codeBlock(code.getLiteral());
    }

    private void codeBlock(String literal) {
        var text = new Label(literal.stripTrailing());
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.setMaxWidth(Double.MAX_VALUE);
        block(text, "lesson-code-block");
    }

    @Override
    public void visit(ThematicBreak rule) {
        block(new Region(), "lesson-rule");
    }

    @Override
    public void visit(HtmlBlock html) {
        codeBlock(html.getLiteral());
    }

    @Override
    public void visit(HtmlInline html) {
        words(html.getLiteral(), "lesson-text");
    }

    @Override
    public void visit(org.commonmark.node.Text text) {
        words(text.getLiteral(), "lesson-text");
    }

    @Override
    public void visit(Code code) {
        words(code.getLiteral(), "lesson-code");
    }

    @Override
    public void visit(Emphasis emphasis) {
        styled(emphasis, "lesson-emphasis");
    }

    @Override
    public void visit(StrongEmphasis strong) {
        styled(strong, "lesson-strong");
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
        words(" ", "lesson-text");
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
        words("\n", "lesson-text");
    }

    @Override
    public void visit(Link link) {
        var text = new Hyperlink(String.join("", literals(link)));
        text.getStyleClass().add("lesson-link");
        text.setWrapText(true);
        text.setAccessibleHelp(link.getDestination());
        text.setOnAction(pressed -> openLink.accept(link.getDestination()));
        flow.getChildren().add(text);
    }

    private static List<String> literals(Node parent) {
        var found = new ArrayList<String>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            switch (child) {
                case org.commonmark.node.Text text -> found.add(text.getLiteral());
                case Code code -> found.add(code.getLiteral());
                default -> found.addAll(literals(child));
            }
        }
        return found;
    }
}
