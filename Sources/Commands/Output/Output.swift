import Foundation

/// The two streams: results go to the first, everything else to the second.
enum Output {
    /// Colours where the stream is a terminal and nobody asked for none (no-color.org).
    static func style(forErrors: Bool) -> Style {
        let environment = ProcessInfo.processInfo.environment
        let isPlain = !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
        return Style(isColoured: !isPlain && isatty(forErrors ? STDERR_FILENO : STDOUT_FILENO) == 1)
    }

    /// The width that `COLUMNS` in the environment asks for, else that of the terminal, or 100 where there is none.
    ///
    /// Whoever reads results through a pipe makes tables as wide as their values with it.
    static var width: Int {
        if let wanted = ProcessInfo.processInfo.environment["COLUMNS"].flatMap({ Int($0) }), wanted >= 40 {
            return wanted
        }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else { return 100 }
        return Int(size.ws_col)
    }

    /// Says something that is no result.
    static func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
