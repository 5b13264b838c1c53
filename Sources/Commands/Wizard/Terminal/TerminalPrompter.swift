/// Puts questions to a person at a terminal: a page at a time, answered with arrow keys or numbers.
final class TerminalPrompter: Prompter {
    private let terminal: RawTerminal
    private let keys: KeyReader
    private let style: Style

    init(_ terminal: RawTerminal, input: Int32, style: Style) {
        self.terminal = terminal
        self.style = style
        keys = KeyReader(input)
    }

    func ask(_ question: Question) async throws -> Answer {
        try await terminal.using {
            var page = PromptPage(question, style: style)
            while true {
                let size = terminal.size
                terminal.draw(page.lines(columns: size.columns, height: size.lines))
                let key = await keys.next()
                try Task.checkCancellation()
                if let answer = page.press(key) { return answer }
            }
        }
    }

    func tell(_ text: String) { print(text) }
}
