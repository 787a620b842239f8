/** What people read and see: messages, lessons, twins, themes, fonts, icons, sample texts. */
module dev.potok.resources {
    requires static transitive org.jspecify;

    exports dev.potok.resources;
}
