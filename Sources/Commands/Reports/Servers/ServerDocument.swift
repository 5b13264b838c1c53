import WizardTasks

/// The difference of two servers as a document of some form.
struct ServerDocument {
    let servers: CompareServers
    let form: ReportForm

    /// The document; the same bytes for the same exports and the same build.
    var text: String {
        let outline = ServerOutline(servers)
        return switch form {
        case .markdown: ServerMarkdown(outline).text
        case .html: ServerPage(outline).text
        }
    }

    /// Writes it to a file, or prints it.
    func show(to path: String?) throws {
        guard let path else { return print(text, terminator: "") }
        try ReportFile.write(text, to: path)
    }
}
