package dev.potok.simulation.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.potok.simulation.workload.TextFile.Remark;

class TextFileTest {
    private static final String RUSSIAN = "Съешь же ещё этих мягких французских булок, да выпей чаю.\nВторая строка";

    @TempDir Path folder;

    private TextFile read(byte[] bytes) throws IOException {
        return TextFile.read(Files.write(folder.resolve("file.txt"), bytes));
    }

    @Test
    void a_utf_8_text_is_read_without_remark_whatever_ends_its_lines() throws IOException {
        TextFile text = read("one\ntwo\r\nтри\n".getBytes(StandardCharsets.UTF_8));
        assertThat(text.remark()).isEqualTo(Remark.NONE);
        assertThat(text.charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(text.lines()).containsExactly("one", "two", "три");
        assertThat(text.name()).isEqualTo("file.txt");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_text() throws IOException {
        TextFile text = read("\uFEFFfirst\nsecond".getBytes(StandardCharsets.UTF_8));
        assertThat(text.remark()).isEqualTo(Remark.NONE);
        assertThat(text.lines()).containsExactly("first", "second");
    }

    @Test
    void windows_1251_is_recognised_and_remarked() throws IOException {
        TextFile text = read(RUSSIAN.getBytes(Charset.forName("windows-1251")));
        assertThat(text.remark()).isEqualTo(Remark.NOT_UTF_8);
        assertThat(text.lines()).isEqualTo(RUSSIAN.lines().toList());
    }

    @Test
    void a_western_text_is_read_as_iso_8859_1() throws IOException {
        String french = "Portez ce vieux whisky au juge blond qui fume, dès Noël, à côté du château";
        TextFile text = read(french.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(text.remark()).isEqualTo(Remark.NOT_UTF_8);
        assertThat(text.lines()).containsExactly(french);
    }

    @Test
    void an_empty_file_and_a_binary_one_have_no_lines() throws IOException {
        TextFile empty = read(new byte[0]);
        assertThat(empty.remark()).isEqualTo(Remark.EMPTY);
        assertThat(empty.lines()).isEmpty();
        TextFile binary = read(new byte[] {'P', 'K', 3, 4, 0, 0, 'a'});
        assertThat(binary.remark()).isEqualTo(Remark.BINARY);
        assertThat(binary.lines()).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_remarked_in_the_report_and_counts_as_nothing() throws IOException {
        Path missing = folder.resolve("missing.txt");
        assertThatThrownBy(() -> TextFile.read(missing)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> TextFile.read(folder)).isInstanceOf(IOException.class);
        Path there = Files.writeString(folder.resolve("there.txt"), "two words");
        var report = new WordReport(List.of(missing, there), 10, 1);
        assertThat(report.read(missing).lines()).isEmpty();
        assertThat(report.read(there).lines()).hasSize(1);
        assertThat(report.remarks()).containsOnlyKeys("missing.txt").containsValue("unreadable");
        assertThat(report.sequential().words()).isEqualTo(2);
    }

    @Test
    void a_cut_through_a_character_leaves_it_out_and_nothing_else() {
        byte[] bytes = "aж€😀z".getBytes(StandardCharsets.UTF_8); // 1, 2, 3, 4 and 1 bytes
        int[] whole = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11};
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertThat(TextFile.wholeCharacters(Arrays.copyOf(bytes, cut))).as("cut after %d bytes", cut)
                    .isEqualTo(whole[cut]);
        }
    }

    @Test
    void a_page_is_as_long_as_asked_for_but_the_last() {
        var report = new WordReport(List.of(), 4, 1);
        var text = new TextFile("t", List.of("1", "2", "3", "4", "5", "6", "7", "8", "9"), Remark.NONE,
                StandardCharsets.UTF_8);
        assertThat(report.pagesOf(text)).containsExactly(List.of("1", "2", "3", "4"), List.of("5", "6", "7", "8"),
                List.of("9"));
        assertThat(report.lines()).isEqualTo(9);
    }
}
