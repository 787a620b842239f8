/**
 * Writes the folder of the JDK that runs this into the file named by the first argument, one line in UTF-8.
 * The build runs it so that bin/potok can start on the JDK the program was built with.
 */
void main(String[] arguments) throws Exception {
    var file = java.nio.file.Path.of(arguments[0]);
    java.nio.file.Files.createDirectories(file.getParent());
    java.nio.file.Files.writeString(file, System.getProperty("java.home") + "\n");
}
