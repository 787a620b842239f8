package dev.potok.app.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.potok.simulation.engine.Catalogue;

class CodeListingTest {
    static Stream<Catalogue.Entry> scenarios() {
        return Catalogue.entries().stream();
    }

    private static List<Token> tokens(CodeLanguage language, String line) {
        return new Tokenizer(language).next(line);
    }

    @Test
    void coloursJava() {
        assertThat(tokens(CodeLanguage.JAVA, "var a = \"x // \\\" y\"; // z")).containsExactly(
                new Token(Token.Kind.KEYWORD, "var"), new Token(Token.Kind.PLAIN, " a = "),
                new Token(Token.Kind.STRING, "\"x // \\\" y\""), new Token(Token.Kind.PLAIN, "; "),
                new Token(Token.Kind.COMMENT, "// z"));
        assertThat(tokens(CodeLanguage.JAVA, "variable.format()")).containsExactly(
                new Token(Token.Kind.PLAIN, "variable.format()"));
    }

    @Test
    void aCommentGoesOnOverLines() {
        var tokenizer = new Tokenizer(CodeLanguage.JAVA);
        tokenizer.next("/** One");
        assertThat(tokenizer.next("two */ int x;").getFirst()).isEqualTo(new Token(Token.Kind.COMMENT, "two */"));
        assertThat(tokenizer.next("int x;").getFirst()).isEqualTo(new Token(Token.Kind.KEYWORD, "int"));
    }

    @Test
    void coloursPython() {
        assertThat(tokens(CodeLanguage.PYTHON, "with q: # 'x'").stream().map(Token::kind)).containsExactly(
                Token.Kind.KEYWORD, Token.Kind.PLAIN, Token.Kind.COMMENT);
        assertThat(tokens(CodeLanguage.PYTHON, "\"\"\"A text.\"\"\"")).containsExactly(
                new Token(Token.Kind.COMMENT, "\"\"\"A text.\"\"\""));
    }

    @Test
    void anUnclosedQuoteEndsWithItsLine() {
        assertThat(tokens(CodeLanguage.JAVA, "\"open \\")).containsExactly(new Token(Token.Kind.STRING, "\"open \\"));
    }

    @Test
    void findsTheBodyOfRun() {
        CodeListing listing = CodeListing.java("X.java",
                List.of("class X {", "    @Override", "    public void run(A a,",
                        "            B b) {", "        int x;", "", "        if (x) {", "            y();", "        }",
                        "    }",
                        "}"));
        assertThat(listing.bodyFirst()).isEqualTo(5);
        assertThat(listing.bodyLast()).isEqualTo(9);
        assertThat(listing.lines().get(4).column()).isZero();
        assertThat(listing.lines().get(7).column()).isEqualTo(2);
        assertThat(listing.lines().get(1).column()).isZero();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void piecesPutTogetherAreTheLine(Catalogue.Entry entry) {
        ScenarioCode code = ScenarioCode.of(entry.scenario().get());
        for (CodeListing listing : List.of(code.java(), code.python().orElseThrow())) {
            assertThat(listing.bodyFirst()).isGreaterThan(1).isLessThan(listing.bodyLast());
            for (CodeListing.Line line : listing.lines()) {
                assertThat(line.tokens().stream().map(Token::text).collect(Collectors.joining()))
                        .isEqualTo(line.text());
            }
        }
    }
}
