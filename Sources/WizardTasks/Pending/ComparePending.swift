/// Compares the pending exports of two workspaces, of two runs of one, or with a file of a server.
public struct ComparePending: Sendable {
    private let surroundings: Surroundings
    private let folder: WorkspaceFolder

    /// Prepares to read; the runs are those of the workspace in a folder.
    public init(surroundings: Surroundings, runsOf folder: WorkspaceFolder = WorkspaceFolder(path: ".")) {
        self.surroundings = surroundings
        self.folder = folder
    }

    /// Compares two places: a path of a workspace, or of a file of the product's `csexport`; `run:` with the number of a run
    /// for what waited when it had ended; nothing for what waits now.
    ///
    /// All that differs is held; `pages` gives the same without holding it.
    public func run(_ first: String, _ second: String? = nil) async throws -> PendingComparison {
        let pages = try await self.pages(first, second, namesRules: false)
        var whole = pages.head
        try await pages.each { whole.add($0) }
        return try await pages.named(whole)
    }

    /// Compares two places without holding what differs: once for what there is to tell, and once more as it is told.
    ///
    /// What is to be redacted stands in the order of pseudonyms; `namesRules` says whether the summary is by rules.
    public func pages(
        _ first: String,
        _ second: String? = nil,
        hiding redaction: Redaction? = nil,
        namesRules: Bool = true
    ) async throws -> PendingComparisonPages {
        let sides = try await PendingSides.read(
            try PendingSource(first),
            try PendingSource(second),
            runsOf: folder,
            surroundings
        )
        return try await PendingComparisonPages.read(sides, hiding: redaction, namesRules: namesRules)
    }
}
