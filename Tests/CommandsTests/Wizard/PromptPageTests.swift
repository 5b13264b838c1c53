import Diagnostics
import TestSupport
import Testing

@testable import Commands

@Suite("A page of the wizard")
struct PromptPageTests {
    private func tree(_ labels: [(String, Int)], chosen: Bool = true) -> Question {
        Question(
            key: "tree",
            title: "Tree",
            lines: ["What is read."],
            kind: .many(labels.map { Choice(word: $0.0, label: $0.0, depth: $0.1, isChosen: chosen) })
        )
    }

    private func answer(_ page: inout PromptPage, _ keys: [KeyPress]) -> Answer? {
        for key in keys { if let answer = page.press(key) { return answer } }
        return nil
    }

    @Test("what is taken back takes what is below with it")
    func cascade() {
        var page = PromptPage(tree([("a", 0), ("b", 1), ("c", 2), ("d", 1), ("e", 0)]), style: .plain)
        #expect(answer(&page, [.down, .space, .enter]) == .words(["a", "d", "e"]))
        #expect(answer(&page, [.space, .character("3"), .space, .enter]) == .words(["a", "b", "d", "e"]))
    }

    @Test("a number of two digits is one, and one that is too large begins anew")
    func numbers() {
        let choices = (1...12).map { Choice(word: "w\($0)", label: "w\($0)") }
        let question = Question(key: "n", title: "N", kind: .one(choices, preset: 0))
        for (typed, word) in [("12", "w12"), ("13", "w3"), ("7", "w7"), ("111", "w1")] {
            var page = PromptPage(question, style: .plain)
            #expect(answer(&page, typed.map { KeyPress.character($0) } + [.enter]) == .words([word]), "\(typed)")
        }
    }

    @Test("what cannot be chosen is not, and says why")
    func refused() {
        let choices = [Choice(word: "a", label: "a", refusal: "Not any more."), Choice(word: "b", label: "b")]
        var page = PromptPage(Question(key: "k", title: "T", kind: .one(choices, preset: 0)), style: .plain)
        #expect(answer(&page, [.enter]) == nil)
        #expect(page.lines(columns: 80, height: 24).contains("! Not any more."))
        #expect(answer(&page, [.down, .enter]) == .words(["b"]))
        #expect(answer(&page, [.escape]) == .back && answer(&page, [.left]) == .back)
        #expect(answer(&page, [.character("b")]) == .back && answer(&page, [.character("q")]) == .quit)
        #expect(answer(&page, [.end]) == .quit)
    }

    @Test("a text takes letters that are commands elsewhere, and is looked at before it is taken")
    func typed() {
        let question = Question(key: "t", title: "T", kind: .text(preset: "x") { $0.contains("q") ? nil : "No q." })
        var page = PromptPage(question, style: .plain)
        #expect(answer(&page, [.backspace, .character("b"), .enter]) == nil)
        #expect(page.lines(columns: 80, height: 24).contains("! No q."))
        #expect(answer(&page, [.space, .character("q"), .character("ü"), .left, .enter]) == .words(["b qü"]))
    }

    @Test("whatever the window and the keys, it fits, and the cursor is in sight")
    func fits() {
        let keys: [KeyPress] = [.up, .down, .space, .pageUp, .pageDown, .character("7"), .redraw]
        for seed in SeededGenerator.seeds(30) {
            var random = SeededGenerator(seed: seed)
            let labels = (0..<random.number(below: 60)).map {
                ("container \($0) 漢字 \u{1B}[31m", random.number(below: 6))
            }
            var page = PromptPage(tree(labels), style: .plain)
            for _ in 0..<40 {
                let key = keys[random.number(below: keys.count)]
                _ = page.press(key)
                let (columns, height) = (11 + random.number(below: 120), 6 + random.number(below: 40))
                let lines = page.lines(columns: columns, height: height)
                #expect(lines.allSatisfy { Terminal.width(of: $0) < columns }, "seed \(seed)")
                #expect(!lines.joined().contains("\u{1B}"), "seed \(seed)")
                #expect(height < 16 || columns < 60 || lines.count <= height, "seed \(seed)")
                if key != .pageUp, key != .pageDown, key != .redraw, key != .space, !labels.isEmpty, height > 16,
                    columns > 60
                {
                    #expect(lines.contains { $0.hasPrefix("> ") }, "seed \(seed)")
                }
            }
        }
    }
}
