/// Why a task could not be done.
public struct TaskError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is; more may be added.
    public struct Code: Sendable, Hashable {
        /// The word for it.
        public let word: String

        /// There is no workspace in the folder.
        public static let noWorkspace = Code(word: "noWorkspace")
        /// There is a workspace already.
        public static let workspaceExists = Code(word: "workspaceExists")
        /// Options cannot be as they were asked for.
        public static let options = Code(word: "options")
        /// The configuration has mistakes.
        public static let configuration = Code(word: "configuration")
        /// There is no forest of that name.
        public static let unknownForest = Code(word: "unknownForest")
        /// There is a forest of that name already.
        public static let forestExists = Code(word: "forestExists")
        /// A secret cannot be read, or others can read it too.
        public static let secret = Code(word: "secret")
        /// A schema has not been read yet.
        public static let notRefreshed = Code(word: "notRefreshed")
        /// A schema cannot be read where it was asked for.
        public static let noSchema = Code(word: "noSchema")
        /// A certificate is not the one that was compared.
        public static let notTrusted = Code(word: "notTrusted")
        /// A file is no plan, or one that was edited.
        public static let planFile = Code(word: "planFile")
        /// The states a plan was made from have moved.
        public static let stalePlan = Code(word: "stalePlan")
        /// What was applied is not what was planned.
        public static let notVerified = Code(word: "notVerified")
        /// A seed of the tenant has mistakes.
        public static let seed = Code(word: "seed")
        /// The tenant cannot be set up like that.
        public static let tenant = Code(word: "tenant")
        /// Somebody else holds the workspace.
        public static let locked = Code(word: "locked")
        /// A task does not offer what was asked for.
        public static let notOffered = Code(word: "notOffered")
        /// No object is called like that.
        public static let unknownObject = Code(word: "unknownObject")
        /// Several objects are called like that.
        public static let ambiguousObject = Code(word: "ambiguousObject")
        /// The history has no run of that number.
        public static let unknownRun = Code(word: "unknownRun")
        /// What waited at the end of a run is not known any more, or never was.
        public static let forgottenRun = Code(word: "forgottenRun")
        /// A file of a server's pending exports cannot be read.
        public static let exportFile = Code(word: "exportFile")
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
