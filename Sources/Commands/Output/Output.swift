import Foundation

/// The two streams: results go to the first, everything else to the second.
enum Output {
    /// Colours where the stream is a terminal and nobody asked for none (no-color.org), and the width that `COLUMNS` in the
    /// environment asks for, else that of the terminal.
    static func style(forErrors: Bool) -> Style {
        let environment = ProcessInfo.processInfo.environment
        let isPlain = !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
        let stream = forErrors ? STDERR_FILENO : STDOUT_FILENO
        return Style(isColoured: !isPlain && isatty(stream) == 1, width: wantedWidth ?? terminalWidth(stream))
    }

    /// The width that `COLUMNS` in the environment asks for, else that of the terminal, or 100 where there is none.
    ///
    /// Whoever reads results through a pipe makes tables as wide as their values with it.
    static var width: Int { wantedWidth ?? terminalWidth(STDOUT_FILENO) ?? 100 }

    private static var wantedWidth: Int? {
        ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 >= 40 ? $0 : nil }
    }

    private static func terminalWidth(_ stream: Int32) -> Int? {
        var size = winsize()
        guard ioctl(stream, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else { return nil }
        return Int(size.ws_col)
    }

    /// Says something that is no result.
    static func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
