/// Where pending exports are looked at: at the end of a run, now, or in what a path leads to.
enum PendingSource: Sendable, Hashable {
    case run(Int)
    case now
    case path(String)

    /// What stands before the number of a run.
    private static let mark = "run:"

    /// Reads what somebody has written; nothing stands for now.
    init(_ text: String?) throws {
        guard let text else {
            self = .now
            return
        }
        guard text.hasPrefix(Self.mark) else {
            self = .path(text)
            return
        }
        guard let number = Int(text.dropFirst(Self.mark.count)), number > 0 else {
            throw TaskError(
                .unknownRun,
                "\"\(text)\" names no run: its number stands behind the colon, such as run:12, and `dryad sync history` lists "
                    + "them. A folder or a file that is called so is ./\(text)."
            )
        }
        self = .run(number)
    }

    /// The path, where it is one.
    var path: String? { if case .path(let path) = self { path } else { nil } }
}
