/// How a run or a step of it ended, in the product's words.
public struct RunStatus: Sendable, Hashable, Codable, RawRepresentable, CustomStringConvertible {
    /// The word.
    public let rawValue: String

    /// Wraps a word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Everything went well.
    public static let success = RunStatus(rawValue: "success")
    /// Everything went well, and there was nothing to do.
    public static let completedNoObjects = RunStatus(rawValue: "completed-no-objects")
    /// Some objects could not be taken from a connector.
    public static let completedDiscoveryErrors = RunStatus(rawValue: "completed-discovery-errors")
    /// Some objects could not be synchronized.
    public static let completedSyncErrors = RunStatus(rawValue: "completed-sync-errors")
    /// Some objects could not be exported.
    public static let completedExportErrors = RunStatus(rawValue: "completed-export-errors")
    /// Something deserves a look, such as a change that did not come back.
    public static let completedWarnings = RunStatus(rawValue: "completed-warnings")
    /// Some forest or domain could not be read, and the run went on with what is known of it; the product has no word for a cycle.
    public static let completedImportIncomplete = RunStatus(rawValue: "completed-import-incomplete")
    /// The server did not take the name or the password of a connector's account.
    public static let noStartCredentials = RunStatus(rawValue: "no-start-credentials")
    /// The server was not there, or no connection to it was made.
    public static let noStartConnection = RunStatus(rawValue: "no-start-connection")
    /// The connector could not begin: its host has no address, its file cannot be read, or its filter names what is not there.
    public static let noStartConnector = RunStatus(rawValue: "no-start-ma")
    /// The server refused what it was asked for.
    public static let failedSearch = RunStatus(rawValue: "failed-search")
    /// The connector could not be reached, or not to the end.
    public static let stoppedConnectivity = RunStatus(rawValue: "stopped-connectivity")
    /// More deletions were pending than may pass; nothing was exported.
    public static let stoppedDeletionThreshold = RunStatus(rawValue: "stopped-deletion-threshold-exceeded")
    /// An import lost more objects than may get lost unseen; nothing was synchronized.
    ///
    /// The product has no such guard.
    public static let stoppedImportDrop = RunStatus(rawValue: "stopped-import-drop")
    /// The tenant takes changes from another workspace alone; nothing more was exported.
    ///
    /// The product's tenant takes changes from every server.
    public static let stoppedOtherWriter = RunStatus(rawValue: "stopped-other-writer")
    /// More objects went wrong than a run may have errors.
    public static let stoppedErrorLimit = RunStatus(rawValue: "stopped-error-limit")
    /// The engine could not go on, by a rule that cannot be used for example: everything could be reached.
    public static let stoppedServer = RunStatus(rawValue: "stopped-server")
    /// There was no room left for the store.
    public static let stoppedDatabaseDiskFull = RunStatus(rawValue: "stopped-database-disk-full")
    /// Somebody asked the run to stop.
    public static let stoppedUser = RunStatus(rawValue: "stopped-user-termination")

    /// The program was killed, or the machine went down, while it exported.
    public static let stoppedCutOff = RunStatus(rawValue: "stopped-cut-off")
    /// It exports, or did when it was noted last.
    public static let inProgress = RunStatus(rawValue: "in-progress")

    /// Whether the step or run did not come to its end.
    public var isStopped: Bool {
        rawValue.hasPrefix("stopped-") || rawValue.hasPrefix("no-start-")
            || [.failedSearch, .inProgress].contains(self)
    }
    /// Whether a guard has stopped it: everything could be reached, and somebody has to decide.
    public var isGuarded: Bool { [.stoppedDeletionThreshold, .stoppedImportDrop, .stoppedOtherWriter].contains(self) }
    /// Whether nothing went wrong.
    public var isGood: Bool { self == .success || self == .completedNoObjects }

    /// How grave it is: the product's order, stopped before errors before warnings.
    public var severity: Int {
        if isStopped { return 4 }
        if self == .completedImportIncomplete || rawValue.hasSuffix("-errors") { return 3 }
        return isGood ? 0 : 2
    }

    /// The word.
    public var description: String { rawValue }
}
