/// One server of the lab, whatever program it is.
protocol ForestServer: Sendable {
    /// Makes the forest's data; a half-made one is made anew. Returns how many objects were put in.
    func make(_ report: @Sendable (String) -> Void) async throws -> Int
    /// Starts it and waits until it answers.
    func start() async throws -> ProcessIdentity
    /// Installs a feature while it runs; returns the process that serves afterwards.
    func install(
        _ feature: LabFeature,
        running process: ProcessIdentity,
        _ report: @Sendable (String) -> Void
    ) async throws -> ProcessIdentity
    /// Who may read the forest.
    var bindName: String { get }
}
