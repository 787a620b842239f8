package dev.potok.simulation.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;

class DirectoryTest {
    private final Directory directory = new Directory();

    @Test
    void numbers_go_from_one_in_the_order_of_creation() {
        var first = directory.addActor("main", "main", ActorKind.PLATFORM_THREAD, 0);
        var second = directory.addActor("worker-1", "worker", ActorKind.PLATFORM_THREAD, first.id());
        var mutex = directory.addResource("door", ResourceKind.MUTEX, 1);
        assertThat(first.id()).isEqualTo(1);
        assertThat(second).isEqualTo(new ActorInfo(2, "worker-1", "worker", ActorKind.PLATFORM_THREAD, 1));
        assertThat(directory.actors()).containsExactly(first, second);
        assertThat(directory.resources()).containsExactly(mutex);
        assertThat(directory.actor(2)).isEqualTo(second);
        assertThat(directory.resource(1)).isEqualTo(mutex);
    }

    @Test
    void a_text_is_kept_once() {
        int hello = directory.idOf("hello");
        int other = directory.idOf("other");
        assertThat(directory.idOf("hello")).isEqualTo(hello);
        assertThat(other).isNotEqualTo(hello);
        assertThat(directory.text(hello)).isEqualTo("hello");
        assertThat(directory.texts()).containsExactly("hello", "other");
    }

    @Test
    void what_is_not_there_is_the_run_itself_or_nameless() {
        assertThat(directory.actor(99).name()).isEqualTo("run");
        assertThat(directory.actor(-1).name()).isEqualTo("run");
        assertThat(directory.resource(5).name()).isEmpty();
        assertThat(directory.text(1L << 40)).isEmpty();
    }

    @Test
    void a_list_asked_for_earlier_does_not_grow() {
        directory.idOf("a");
        List<String> before = directory.texts();
        directory.idOf("b");
        assertThat(before).containsExactly("a");
        assertThat(directory.texts()).containsExactly("a", "b");
    }

    @Test
    void many_threads_may_add_at_once_and_each_number_is_given_once() throws Exception {
        int threads = 4;
        int each = 20_000;
        var together = new CyclicBarrier(threads);
        List<Callable<List<ActorInfo>>> adders = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            String group = "g" + t;
            adders.add(() -> {
                var added = new ArrayList<ActorInfo>();
                together.await();
                for (int i = 0; i < each; i++) {
                    added.add(directory.addActor(group + "-" + i, group, ActorKind.PLATFORM_THREAD, 0));
                    directory.idOf("text " + i);
                }
                return added;
            });
        }
        var ids = new HashSet<Integer>();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (var added : pool.invokeAll(adders)) {
                for (ActorInfo actor : added.get()) {
                    if (!ids.add(actor.id()) || !directory.actor(actor.id()).equals(actor)) {
                        throw new AssertionError(actor + " shares its number with " + directory.actor(actor.id()));
                    }
                }
            }
        }
        assertThat(directory.actors()).hasSize(threads * each);
        assertThat(directory.texts()).hasSize(each).doesNotHaveDuplicates();
    }
}
