extension LabError.Code {
    /// A program that is needed is not installed.
    public static let toolMissing = LabError.Code(word: "toolMissing")
    /// A program ran and failed.
    public static let toolFailed = LabError.Code(word: "toolFailed")
    /// This machine or this account cannot run the server.
    public static let cannotRun = LabError.Code(word: "cannotRun")
    /// A server did not start, or did not answer in time.
    public static let serverFailed = LabError.Code(word: "serverFailed")
    /// The server is not one that this lab started.
    public static let notOurs = LabError.Code(word: "notOurs")
    /// The lab has no forest of that name.
    public static let unknownForest = LabError.Code(word: "unknownForest")
    /// The feature is there already.
    public static let alreadyInstalled = LabError.Code(word: "alreadyInstalled")
    /// Another process works in the same lab.
    public static let locked = LabError.Code(word: "locked")
    /// No loopback address has the ports free.
    public static let noAddress = LabError.Code(word: "noAddress")
    /// The lab's folder or a file in it cannot be used.
    public static let folder = LabError.Code(word: "folder")
}
