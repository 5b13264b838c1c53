/// Somebody's decision to export once although staging mode is on; the run's record keeps it.
public struct StagingOverride: Sendable, Hashable, Codable {
    /// Why.
    public let reason: String
    /// Who: the account and host.
    public let author: String

    /// Notes a decision; a reason without letters is none.
    public init(reason: String, author: String) throws(TaskError) {
        guard Self.isReason(reason) else {
            throw TaskError(
                .options,
                "An export in staging mode needs a reason in words, of at most \(Self.longestReason) bytes: --reason."
            )
        }
        self.reason = Self.oneLine(reason)
        self.author = author
    }

    /// How many bytes a reason has at most.
    public static let longestReason = 1000

    /// Whether a text says something: it has letters, and is not too long.
    public static func isReason(_ text: String) -> Bool {
        let text = oneLine(text)
        return text.contains(where: \.isLetter) && text.utf8.count <= longestReason
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
