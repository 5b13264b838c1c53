import ArgumentParser

/// The forms of reports that are documents.
enum ReportForm: String, ExpressibleByArgument, CaseIterable {
    /// For a pull request.
    case markdown
    /// One page for a browser.
    case html

    /// The form that the ending of a file's name asks for.
    init?(ending path: String) {
        switch path.lowercased() {
        case let path where path.hasSuffix(".md") || path.hasSuffix(".markdown"): self = .markdown
        case let path where path.hasSuffix(".html") || path.hasSuffix(".htm"): self = .html
        default: return nil
        }
    }
}
