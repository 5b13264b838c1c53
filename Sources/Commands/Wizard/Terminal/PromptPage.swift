import Diagnostics

/// A page of the wizard as a terminal shows it: where the cursor is, what is chosen, what was typed.
struct PromptPage {
    private let question: Question
    private let style: Style
    private var choices: [Choice]
    private let isMany: Bool
    private let check: (@Sendable (String) -> String?)?
    private var cursor = 0
    private var text: String
    private var digits = ""
    private var problem: String?
    /// The first line that is shown.
    private var top = 0
    /// How far the page was moved by hand; the cursor takes it back.
    private var isScrolled = false

    init(_ question: Question, style: Style) {
        self.question = question
        self.style = style
        switch question.kind {
        case .one(let choices, let preset):
            (self.choices, isMany, check, text) = (choices, false, nil, "")
            cursor = min(max(preset, 0), max(choices.count - 1, 0))
        case .many(let choices): (self.choices, isMany, check, text) = (choices, true, nil, "")
        case .text(let preset, let check): (choices, isMany, self.check, text) = ([], false, check, preset)
        }
    }

    /// Takes a key; an answer where it ends the page.
    mutating func press(_ key: KeyPress) -> Answer? {
        if key != .redraw { problem = nil }
        switch key {
        case .redraw: return nil
        case .end: return .quit
        case .escape: return .back
        case .left where check == nil: return .back
        case .pageUp: scroll(-10)
        case .pageDown: scroll(10)
        case .enter: return enter()
        default: check == nil ? choose(key) : type(key)
        }
        if case .character("b") = key, check == nil { return .back }
        if case .character("q") = key, check == nil { return .quit }
        return nil
    }

    private mutating func scroll(_ lines: Int) {
        top = max(0, top + lines)
        isScrolled = true
    }

    private mutating func choose(_ key: KeyPress) {
        isScrolled = false
        switch key {
        case .up: cursor = max(0, cursor - 1)
        case .down: cursor = min(max(choices.count - 1, 0), cursor + 1)
        case .space where isMany: toggle()
        case .character(let digit) where digit.isASCII && digit.isNumber:
            digits.append(digit)
            // A number that nothing begins with any more begins anew.
            if choices.place(of: digits) == nil { digits = String(digit) }
            if let place = Int(digits), choices.indices.contains(place - 1) { cursor = place - 1 }
            return
        default: break
        }
        digits = ""
    }

    private mutating func toggle() {
        guard choices.indices.contains(cursor) else { return }
        if let refusal = choices[cursor].refusal { return problem = refusal }
        choices.set(cursor, to: !choices[cursor].isChosen)
    }

    private mutating func type(_ key: KeyPress) {
        switch key {
        case .character(let character): text.append(character)
        case .space: text.append(" ")
        case .backspace: if !text.isEmpty { text.removeLast() }
        default: break
        }
    }

    private mutating func enter() -> Answer? {
        digits = ""
        if let check {
            problem = check(text)
            return problem == nil ? .words([text]) : nil
        }
        if isMany { return .words(choices.chosen) }
        guard choices.indices.contains(cursor) else { return .words([]) }
        problem = choices[cursor].refusal
        return problem == nil ? .words([choices[cursor].word]) : nil
    }

    /// The lines that a window of this size shows.
    mutating func lines(columns: Int, height: Int) -> [String] {
        let width = max(columns - 1, 10)
        var body: [String] = []
        for line in question.lines { body += FoldedText.lines(line, width: width) }
        if !body.isEmpty { body.append("") }
        var place = check == nil ? 0 : body.count
        for (number, choice) in choices.enumerated() {
            if number == cursor { place = body.count }
            body += entry(number, choice, width)
        }
        if check != nil { body.append(fitted("> " + Terminal.visible(text) + "_", width)) }
        let foot = FoldedText.lines(problem.map { "! " + Terminal.visible($0) } ?? help, width: width)
        let room = max(height - 3 - foot.count, 1)
        // The cursor stays in sight unless somebody looks elsewhere on purpose.
        if !isScrolled || top > max(body.count - room, 0) {
            let last = max(body.count - room, 0)
            if isScrolled {
                top = last
            } else if place < top {
                top = place
            } else if place >= top + room {
                top = place - room + 1
            }
            top = min(top, last)
        }
        let shown = Array(body.dropFirst(top).prefix(room))
        let more = top + shown.count < body.count || top > 0 ? "  (\(top + shown.count) of \(body.count) lines)" : ""
        return [style.strong(fitted(question.title + more, width)), ""] + shown + [""]
            + foot.map { problem == nil ? style.faint($0) : style.attention($0) }
    }

    private func entry(_ number: Int, _ choice: Choice, _ width: Int) -> [String] {
        let mark = isMany ? (choice.isChosen ? "[x] " : "[ ] ") : ""
        let blanks = String(repeating: "  ", count: choice.depth)
        let digits = String(choices.count).count
        let place = String(repeating: " ", count: digits - String(number + 1).count) + "\(number + 1). "
        let head = (number == cursor ? "> " : "  ") + place + mark + blanks + Terminal.visible(choice.label)
        guard let refusal = choice.refusal else {
            let line = fitted(head, width)
            return [number == cursor ? style.strong(line) : line]
        }
        let reason = FoldedText.lines(Terminal.visible(refusal), width: max(width - 6, 10)).map { "      " + $0 }
        return ([fitted(head, width)] + reason).map { style.faint($0) }
    }

    private var help: String {
        if check != nil { return "Type, Enter goes on, Esc goes back, Ctrl-C leaves." }
        let move = choices.count > 1 ? "Arrow keys or numbers, " : ""
        return move + (isMany ? "Space chooses, " : "")
            + "Enter goes on, b goes back, q leaves; PgUp and PgDn move the page."
    }

    private func fitted(_ text: String, _ width: Int) -> String {
        var text = text
        while Terminal.width(of: text) > width, !text.isEmpty { text.removeLast() }
        return text
    }
}
