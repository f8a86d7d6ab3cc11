package dev.signalbox.sample;

import java.util.List;

/**
 * What one sees of a scene at first glance: the coarse cue of a picture. Colours are 0xRRGGBB.
 *
 * @param style      the cue
 * @param background fills the picture
 * @param ink        lines and texts on the background
 * @param soft       grid lines, frames and second-rank texts
 * @param accents    what stands out, six or more
 */
record Look(Style style, int background, int ink, int soft, List<Integer> accents) {
    /** Coarse enough to be seen on a thumbnail of 64 x 64 pixels. */
    enum Style {
        DARK,
        LIGHT,
        WARM,
        COOL,
        BLUEPRINT,
        KRAFT
    }

    private static final List<Integer> BRIGHT =
            List.of(0xff6b6b, 0xffd93d, 0x6bcb77, 0x4dabf7, 0xda77f2, 0xff922b, 0x3bc9db, 0xf783ac);
    private static final List<Integer> DEEP =
            List.of(0xc92a2a, 0xe8890c, 0x2b8a3e, 0x1864ab, 0x862e9c, 0xd9480f, 0x0b7285, 0xa61e4d);

    private static final List<Integer> DARK_GROUNDS = List.of(0x11182b, 0x16161d, 0x1d1330, 0x0d211e, 0x241619);
    private static final List<Integer> LIGHT_GROUNDS = List.of(0xffffff, 0xf4f8fc, 0xfbfaf4, 0xf3faf4, 0xfdf5f7);
    private static final List<Integer> WARM_GROUNDS = List.of(0xd9480f, 0xe03131, 0xe8590c, 0xc92a2a, 0xf08c00);
    private static final List<Integer> COOL_GROUNDS = List.of(0x0ca678, 0x1098ad, 0x2b8a3e, 0x099268, 0x12b886);
    private static final List<Integer> BLUE_GROUNDS = List.of(0x1c3faa, 0x2346b8, 0x1d39a0, 0x2a4bc4);
    private static final List<Integer> KRAFT_GROUNDS = List.of(0xd8b98a, 0xcfae7c, 0xdcc097, 0xd2b283);

    static Look of(Style style, Dice dice) {
        return switch (style) {
            case DARK -> new Look(style, dice.pick(DARK_GROUNDS), 0xf1f3f5, 0x495569, dice.shuffled(BRIGHT));
            case LIGHT -> new Look(style, dice.pick(LIGHT_GROUNDS), 0x212529, 0xccd3da, dice.shuffled(DEEP));
            case WARM -> new Look(style, dice.pick(WARM_GROUNDS), 0xfff4e6, 0x7a1f0b, dice.shuffled(DEEP));
            case COOL -> new Look(style, dice.pick(COOL_GROUNDS), 0xe6fcf5, 0x0b4f3f, dice.shuffled(DEEP));
            case BLUEPRINT -> new Look(style, dice.pick(BLUE_GROUNDS), 0xffffff, 0x5b7be0, dice.shuffled(BRIGHT));
            case KRAFT -> new Look(style, dice.pick(KRAFT_GROUNDS), 0x3b2a1a, 0xb08d5b, dice.shuffled(DEEP));
        };
    }
}
