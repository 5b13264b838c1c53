/// A report on disk: whole or not at all, and its owner's alone, like the plan that it is about.
public enum ReportFile {
    /// Writes a report.
    public static func write(_ text: String, to path: String) throws { try ReplacingFile.replace(path, with: text) }
}
