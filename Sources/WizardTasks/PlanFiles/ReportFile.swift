/// A report on disk: whole or not at all, and its owner's alone, like the plan that it is about.
public enum ReportFile {
    /// Writes a report.
    ///
    /// What takes text and is no file, such as `/dev/stdout`, is written to as it is.
    public static func write(_ text: String, to path: String) throws {
        if try !ReplacingFile.hand(text, to: path) { try ReplacingFile.replace(path, with: text) }
    }
}
