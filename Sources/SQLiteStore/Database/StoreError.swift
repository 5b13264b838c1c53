/// Why a store cannot be used.
public struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is; more may be added.
    public struct Code: Sendable, Hashable {
        /// The word for it.
        public let word: String

        /// There is no store at the path.
        public static let missing = Code(word: "missing")
        /// There is one already.
        public static let exists = Code(word: "exists")
        /// The file belongs to another program, or is damaged.
        public static let foreign = Code(word: "foreign")
        /// A later version of Dryad wrote it.
        public static let newer = Code(word: "newer")
        /// What is stored makes no sense.
        public static let damaged = Code(word: "damaged")
        /// Somebody else holds the workspace.
        public static let locked = Code(word: "locked")
        /// Another process changed the store since it was opened.
        public static let changed = Code(word: "changed")
        /// There is no room left on the disk.
        public static let full = Code(word: "full")
        /// Another process writes, and does not end.
        public static let busy = Code(word: "busy")
        /// The file system refused something.
        public static let files = Code(word: "files")
    }

    /// The kind.
    public let code: Code
    /// What happened and what to do.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
