package dev.signalbox.ui.train;

import dev.signalbox.encoders.EncoderKind;
import dev.signalbox.encoders.EncoderLibrary;
import dev.signalbox.encoders.EncoderStatus;
import dev.signalbox.model.RouterInfo;
import dev.signalbox.task.Progress;
import dev.signalbox.text.Messages;
import java.util.ArrayList;
import java.util.List;

/** Whose encoders a router that begins anew takes over. */
sealed interface Lender {
    /** For people. */
    String title();

    /** As {@code --encoders} takes it. */
    List<String> asked();

    /** Nobody's: it draws its own. */
    record Nobody() implements Lender {
        @Override
        public String title() {
            return Messages.text("train.encoders.own");
        }

        @Override
        public List<String> asked() {
            return List.of();
        }
    }

    record OfRouter(RouterInfo router) implements Lender {
        @Override
        public String title() {
            return Messages.text("train.encoders.of", router.name());
        }

        @Override
        public List<String> asked() {
            return List.of(router.name());
        }
    }

    /** A public text and a public image encoder that are on this machine. */
    record Published(EncoderStatus text, EncoderStatus image) implements Lender {
        @Override
        public String title() {
            return Messages.text("train.encoders.public", text.title(), image.title());
        }

        @Override
        public List<String> asked() {
            return List.of(text.folder().toString(), image.folder().toString());
        }
    }

    /**
     * Hashes what was fetched, so that a run never learns from damaged files.
     *
     * @throws dev.signalbox.text.UserFacingException {@code models.absent}, {@code models.damaged}
     */
    default void check(EncoderLibrary library, Progress progress) {
        if (this instanceof Published(EncoderStatus text, EncoderStatus image)) {
            library.use(text.id(), progress);
            library.use(image.id(), progress);
        }
    }

    /** Everybody that could be asked: nobody first, then routers, then every pair of public encoders that are ready. */
    static List<Lender> all(List<RouterInfo> routers, List<EncoderStatus> encoders) {
        List<Lender> all = new ArrayList<>(List.of(new Nobody()));
        routers.forEach(router -> all.add(new OfRouter(router)));
        for (EncoderStatus text : ready(encoders, EncoderKind.TEXT)) {
            for (EncoderStatus image : ready(encoders, EncoderKind.IMAGE)) {
                all.add(new Published(text, image));
            }
        }
        return all;
    }

    private static List<EncoderStatus> ready(List<EncoderStatus> encoders, EncoderKind kind) {
        return encoders.stream()
                .filter(e -> e.state() == EncoderStatus.State.READY && e.kind() == kind)
                .toList();
    }
}
