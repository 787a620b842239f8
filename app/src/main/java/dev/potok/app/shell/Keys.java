package dev.potok.app.shell;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

import dev.potok.app.lecture.PresentView;
import dev.potok.app.transport.Playback;

/**
 * What each key does. Letters go by their place on the keyboard, so that they work under a Russian layout; punctuation
 * also by what is typed. A field one writes in keeps its keys, but for function keys and Escape.
 */
final class Keys {
    private final MainWindow window;
    private final Playback playback;
    private final PresentView presenting;
    private final Stage stage;
    private final Scene scene;

    private Keys(Scene scene, MainWindow window, Playback playback, PresentView presenting, Stage stage) {
        this.scene = scene;
        this.window = window;
        this.playback = playback;
        this.presenting = presenting;
        this.stage = stage;
    }

    /** Listens to the keys of that scene before anything in it does. */
    static void install(Scene scene, MainWindow window, Playback playback, PresentView presenting, Stage stage) {
        var keys = new Keys(scene, window, playback, presenting, stage);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, keys::pressed);
        scene.addEventFilter(KeyEvent.KEY_TYPED, keys::typed);
    }

    private void pressed(KeyEvent event) {
        boolean taken = everywhere(event)
                || !writing() && !event.isControlDown() && !event.isAltDown() && !event.isMetaDown()
                        && (presenting.isVisible() && whilePresenting(event.getCode()) || withShift(event)
                                || anywhere(event.getCode()));
        if (taken) {
            event.consume();
        }
    }

    /** Punctuation by what is typed: where it lies differs from layout to layout. */
    private void typed(KeyEvent event) {
        if (writing()) {
            return;
        }
        switch (event.getCharacter()) {
            case "?" -> {
                window.showKeys();
                event.consume();
            }
            // Also what a Russian layout has on the same keys.
            case "[", "х", "Х" -> {
                playback.loopFromHere();
                event.consume();
            }
            case "]", "ъ", "Ъ" -> {
                playback.loopUpToHere();
                event.consume();
            }
            case "\\" -> {
                playback.loop(null);
                event.consume();
            }
            case "." -> {
                if (presenting.isVisible()) {
                    presenting.toggleBlack();
                    event.consume();
                }
            }
            default -> {
                // Not ours.
            }
        }
    }

    private boolean writing() {
        Node focused = scene.getFocusOwner();
        return focused instanceof TextInputControl input && input.isEditable();
    }

    /** Keys that nobody types text with. */
    private boolean everywhere(KeyEvent event) {
        if (event.isControlDown() && !event.isAltDown()) {
            return withControl(event);
        }
        switch (event.getCode()) {
            case F5 -> window.present(event.isShiftDown());
            case F11 -> stage.setFullScreen(!stage.isFullScreen());
            case ESCAPE -> window.escape();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean withControl(KeyEvent event) {
        switch (event.getCode()) {
            case P -> {
                if (!event.isShiftDown()) {
                    return false;
                }
                window.showCommands();
            }
            case O -> window.recordings().choose();
            case S -> window.recordings().save();
            case Z, Y -> {
                if (writing() || !window.playground().offeredProperty().get()) {
                    return false;
                }
                if (event.getCode() == KeyCode.Z && !event.isShiftDown()) {
                    window.playground().undo();
                } else {
                    window.playground().redo();
                }
            }
            case LEFT, RIGHT -> {
                if (writing()) {
                    return false;
                }
                if (event.getCode() == KeyCode.LEFT) {
                    playback.previousBookmark();
                } else {
                    playback.nextBookmark();
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean whilePresenting(KeyCode code) {
        switch (code) {
            case PAGE_DOWN, RIGHT, DOWN -> presenting.next();
            case PAGE_UP, LEFT, UP -> presenting.previous();
            case B -> presenting.toggleBlack();
            default -> {
                int zero = (code.isKeypadKey() ? KeyCode.NUMPAD0 : KeyCode.DIGIT0).getCode();
                if (!code.isDigitKey() || code.getCode() == zero) {
                    return false;
                }
                presenting.goTo(code.getCode() - zero);
            }
        }
        return true;
    }

    private boolean withShift(KeyEvent event) {
        if (!event.isShiftDown()) {
            return false;
        }
        switch (event.getCode()) {
            case LEFT -> playback.previousOfSubject();
            case RIGHT -> playback.nextOfSubject();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean anywhere(KeyCode code) {
        switch (code) {
            case SPACE -> window.runOrPause();
            case LEFT -> playback.stepBack();
            case RIGHT -> playback.stepForward();
            case HOME -> playback.toStart();
            case END -> playback.toLive();
            case UP -> playback.faster();
            case DOWN -> playback.slower();
            case W -> window.timeline().zoomIn();
            case S -> window.timeline().zoomOut();
            case A -> window.timeline().panLeft();
            case D -> window.timeline().panRight();
            case F -> window.timeline().showAll();
            case C -> window.timeline().togglePath();
            case R -> window.restart();
            case P -> playback.showPrevious();
            case BACK_SPACE -> playback.reverse();
            case T -> window.nextTheme();
            case L -> window.nextLanguage();
            case X -> playback.stop();
            case M -> playback.toggleBookmark();
            default -> {
                return chooseActor(code);
            }
        }
        return true;
    }

    /** Digits choose whose buttons are shown, where there are such. */
    private boolean chooseActor(KeyCode code) {
        int zero = (code.isKeypadKey() ? KeyCode.NUMPAD0 : KeyCode.DIGIT0).getCode();
        if (!code.isDigitKey() || code.getCode() == zero || !window.playground().offeredProperty().get()) {
            return false;
        }
        window.playground().choose(code.getCode() - zero);
        return true;
    }
}
