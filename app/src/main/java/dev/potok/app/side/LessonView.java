package dev.potok.app.side;

import java.util.Locale;
import java.util.function.Consumer;

import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.potok.app.text.Language;
import dev.potok.app.text.ScenarioTexts;
import dev.potok.app.text.Texts;
import dev.potok.app.transport.RunPlan;
import dev.potok.resources.Resource;

/** The tab with the lesson of the plan's scenario, in the language of the window. For the JavaFX thread. */
final class LessonView extends ScrollPane {
    private final RunPlan plan;
    private final Language language;
    private final Consumer<String> openLink;

    LessonView(RunPlan plan, Language language, Consumer<String> openLink) {
        this.plan = plan;
        this.language = language;
        this.openLink = openLink;
        setId("lesson-view");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("side-scroll");
        accessibleTextProperty().bind(language.text("side.tab.lesson"));
        plan.entryProperty().subscribe(entry -> show());
        language.textsProperty().addListener(texts -> show());
    }

    private void show() {
        Texts texts = language.texts();
        String id = plan.entryProperty().get().id();
        var words = new ScenarioTexts(id, texts);
        var title = new Label(words.name());
        title.getStyleClass().add("lesson-title");
        var promise = new Label(words.promise());
        promise.getStyleClass().add("lesson-promise");
        VBox lesson = MarkdownNodes.of(markdown(id, texts), openLink);
        for (Label label : new Label[] {promise, title}) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
            lesson.getChildren().addFirst(label);
        }
        setContent(lesson);
        setVvalue(0);
    }

    /** The lesson in that language, else in the root language, else a sentence that there is none. */
    private static String markdown(String id, Texts texts) {
        for (Locale locale : new Locale[] {texts.locale(), Texts.LANGUAGES.getFirst()}) {
            String path = "lessons/" + locale.getLanguage() + "/" + id + ".md";
            if (Resource.exists(path)) {
                return Resource.text(path);
            }
        }
        return texts.get("lesson.none");
    }
}
