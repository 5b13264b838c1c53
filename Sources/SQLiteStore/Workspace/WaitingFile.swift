/// A file of the workspace whose new text is committed, and that may not have it yet.
public struct WaitingFile: Sendable, Hashable {
    /// Its path, from the workspace.
    public let path: String
    /// What it has to say; a file that has to say nothing goes.
    public let text: String

    /// Names a file and its text.
    public init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}
