/// Why a run could not be carried out at all; what goes wrong with single objects is an `ObjectError`.
public struct SyncEngineError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is; more may be added.
    public struct Code: Sendable, Hashable {
        /// The word for it.
        public let word: String

        /// The attribute table is full.
        public static let tableFull = Code(word: "tableFull")
        /// A rule asks for something that is not there yet.
        public static let unsupported = Code(word: "unsupported")
        /// A rule does not compile.
        public static let invalidRule = Code(word: "invalidRule")
        /// An import brought no partition whole.
        public static let incompleteImport = Code(word: "incompleteImport")
        /// The store has lost an object in the middle of a run.
        public static let missingObject = Code(word: "missingObject")
        /// More deletions are pending than the guard lets pass.
        public static let deletionGuard = Code(word: "deletionGuard")
    }

    /// The kind.
    public let code: Code
    /// What happened and what to do.
    public let description: String

    /// Makes an error.
    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
