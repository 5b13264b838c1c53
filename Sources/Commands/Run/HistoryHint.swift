import SQLiteStore

/// Where the rest stands of what a run told of single objects: some of it is told once, and the next run is silent of it.
enum HistoryHint {
    /// How many the history shows of a run as text.
    static let shown = 20

    /// A line, or none where nothing is hidden; `all` is how many there are of all kinds.
    static func text(hidden: Int, of all: Int, run: Int?) -> [String] {
        guard hidden > 0 else { return [] }
        guard let run, run > 0 else { return ["  … and \(hidden) more."] }
        let command = "dryad sync history \(run)" + (all > shown ? " --output json" : "")
        let kept = WorkspaceStore.keptErrors
        return ["  … and \(hidden) more; `\(command)` lists \(all > kept ? "the first \(kept)" : "all")."]
    }
}
