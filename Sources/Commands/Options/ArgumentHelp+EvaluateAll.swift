import ArgumentParser

extension ArgumentHelp {
    /// What `--evaluate-all` does, for the commands that synchronize.
    static let evaluateAll: ArgumentHelp =
        "Work out every object, even those of which nothing has changed since the last synchronization."
}
