import Foundation

/// A terminal that gives keys as they are pressed, on a screen of its own; put back as it was when the body ends.
struct RawTerminal {
    private let input: Int32
    private let output: Int32

    /// Nothing where one of the streams is no terminal.
    init?(input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO) {
        guard isatty(input) == 1, isatty(output) == 1 else { return nil }
        self.input = input
        self.output = output
    }

    /// Runs a body in that state.
    func using<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        var before = termios()
        guard tcgetattr(input, &before) == 0 else { return try await body() }
        var raw = before
        // Ctrl-C still ends; Ctrl-Z would leave a shell with a terminal that shows nothing.
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
        raw.c_iflag &= ~tcflag_t(IXON | ICRNL)
        withUnsafeMutableBytes(of: &raw.c_cc) { keys in
            keys[Int(VMIN)] = 1
            keys[Int(VTIME)] = 0
            keys[Int(VSUSP)] = 0
        }
        tcsetattr(input, TCSADRAIN, &raw)
        send("\u{1B}[?1049h\u{1B}[?25l")
        defer {
            send("\u{1B}[?25h\u{1B}[?1049l")
            tcsetattr(input, TCSADRAIN, &before)
        }
        return try await body()
    }

    /// Its columns and lines.
    var size: (columns: Int, lines: Int) {
        var size = winsize()
        guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Shows these lines and nothing else.
    func draw(_ lines: [String]) { send("\u{1B}[H\u{1B}[2J" + lines.joined(separator: "\r\n")) }

    private func send(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }
}
