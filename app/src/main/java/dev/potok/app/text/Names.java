package dev.potok.app.text;

import dev.potok.simulation.trace.ActorInfo;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;

/**
 * What actors and resources are called on the screen: the message for their name where there is one, else the name in
 * the scenario's source.
 *
 * @param scenario id of the scenario they belong to
 * @param texts    the language
 */
public record Names(String scenario, Texts texts) {
    /** Name of an actor. */
    public String of(ActorInfo actor) {
        String key = "actor." + scenario + "." + actor.group();
        return texts.has(key) ? texts.get(key) + actor.name().substring(actor.group().length()) : actor.name();
    }

    /** Name of the actors of a group. */
    public String ofGroup(String group) {
        String key = "actor." + scenario + "." + group;
        return texts.has(key) ? texts.get(key) : group;
    }

    /** Name of a resource. */
    public String of(ResourceInfo resource) {
        if (resource.kind() == ResourceKind.CARRIERS) { // made by the machine, and not named by a scenario
            return texts.get("stage.carriers");
        }
        String key = "resource." + scenario + "." + resource.name().replace(' ', '-');
        return texts.has(key) ? texts.get(key) : resource.name();
    }
}
