package dev.signalbox.sample;

import java.util.List;

/** The scripts of signs and the languages of questions about them. */
enum Script {
    LATIN("English", "sample-latin-bold.ttf"),
    ARABIC("Arabic", "sample-arabic.ttf"),
    HEBREW("Hebrew", "sample-hebrew.ttf"),
    CHINESE("Chinese", "sample-chinese.otf"),
    JAPANESE("Japanese", "sample-japanese.otf"),
    KOREAN("Korean", "sample-korean.otf"),
    DEVANAGARI("Hindi", "sample-devanagari.ttf"),
    THAI("Thai", "sample-thai.ttf");

    private final String language;
    private final String font;

    Script(String language, String font) {
        this.language = language;
        this.font = font;
    }

    String language() {
        return language;
    }

    /** The file under {@code resources/fonts} that holds the letters of {@link #words}. */
    String font() {
        return font;
    }

    /** Words that stand on signs. */
    List<String> words() {
        return switch (this) {
            case LATIN -> List.of("Exit", "Airport", "Station", "Hospital", "Hotel", "Harbour", "Museum", "Market");
            case ARABIC -> List.of("مخرج", "مطار", "محطة", "مستشفى", "فندق", "ميناء", "متحف", "سوق");
            case HEBREW -> List.of("יציאה", "תחנה", "מלון", "נמל", "מוזיאון", "שוק", "גשר", "תיאטרון");
            case CHINESE -> List.of("出口", "机场", "车站", "医院", "酒店", "港口", "博物馆", "市场");
            case JAPANESE -> List.of("出口", "空港", "駅", "病院", "ホテル", "港", "博物館", "市場");
            case KOREAN -> List.of("출구", "공항", "역", "병원", "호텔", "항구", "박물관", "시장");
            case DEVANAGARI -> List.of("निकास", "स्टेशन", "अस्पताल", "होटल", "बंदरगाह", "संग्रहालय", "बाज़ार", "पुल");
            case THAI -> List.of("ทางออก", "สนามบิน", "สถานี", "โรงพยาบาล", "โรงแรม", "ท่าเรือ", "พิพิธภัณฑ์", "ตลาด");
        };
    }

    /** Ways to ask for the number on a sign. */
    List<String> numberQuestions() {
        return switch (this) {
            case LATIN -> List.of("Which number is written on the sign?", "What number does the sign show?");
            case ARABIC -> List.of("ما الرقم المكتوب على اللافتة؟", "أي رقم يظهر على اللافتة؟");
            case HEBREW -> List.of("איזה מספר כתוב על השלט?", "מהו המספר שמופיע על השלט?");
            case CHINESE -> List.of("标志牌上写的数字是多少？", "这块标志牌上显示的是哪个数字？");
            case JAPANESE -> List.of("標識に書かれている数字はいくつですか？", "標識に表示されている数字は何ですか？");
            case KOREAN -> List.of("표지판에 적힌 숫자는 무엇입니까?", "표지판에 표시된 숫자는 무엇입니까?");
            case DEVANAGARI ->
                List.of("संकेत-पट्ट पर कौन-सी संख्या लिखी है?", "इस बोर्ड पर कौन-सी संख्या दिखाई दे रही है?");
            case THAI -> List.of("ตัวเลขบนป้ายคือเลขอะไร", "ป้ายนี้แสดงตัวเลขอะไร");
        };
    }

    /** Ways to ask for the word on a sign. */
    List<String> wordQuestions() {
        return switch (this) {
            case LATIN -> List.of("Which word is written on the sign?", "What word does the sign show?");
            case ARABIC -> List.of("ما الكلمة المكتوبة على اللافتة؟", "أي كلمة تظهر على اللافتة؟");
            case HEBREW -> List.of("איזו מילה כתובה על השלט?", "מהי המילה שמופיעה על השלט?");
            case CHINESE -> List.of("标志牌上写的是什么词？", "这块标志牌上显示的是哪个词？");
            case JAPANESE -> List.of("標識に書かれている言葉は何ですか？", "標識に表示されている言葉は何ですか？");
            case KOREAN -> List.of("표지판에 적힌 단어는 무엇입니까?", "표지판에 표시된 단어는 무엇입니까?");
            case DEVANAGARI ->
                List.of("संकेत-पट्ट पर कौन-सा शब्द लिखा है?", "इस बोर्ड पर कौन-सा शब्द दिखाई दे रहा है?");
            case THAI -> List.of("บนป้ายเขียนคำว่าอะไร", "ป้ายนี้แสดงคำว่าอะไร");
        };
    }

    /** A whole sentence that gives an answer, with {@code %s} in its place. */
    String sentence() {
        return switch (this) {
            case LATIN -> "The answer is %s.";
            case ARABIC -> "الإجابة هي %s.";
            case HEBREW -> "התשובה היא %s.";
            case CHINESE -> "答案是%s。";
            case JAPANESE -> "答えは%sです。";
            case KOREAN -> "정답은 %s입니다.";
            case DEVANAGARI -> "उत्तर %s है।";
            case THAI -> "คำตอบคือ %s";
        };
    }
}
