/// The rules behind what differs between two places: of each attribute that of the place which would write it.
///
/// Rules are compiled once they are asked for.
actor DifferenceRules {
    private let first: Workspace?
    private let second: Workspace?
    private var compiled: (first: WritingRules?, second: WritingRules?)?

    /// Prepares to ask the workspaces of two places; two moments of one have the rules that it has now.
    init(_ sides: PendingSides) {
        first = sides.waited == nil ? sides.first.workspace : nil
        second = sides.second.workspace ?? sides.first.workspace
    }

    /// The objects of a page, with the rules of the attributes in which they differ; none of an object that has gone.
    func added(to objects: [PendingComparison.Object]) async throws -> [PendingComparison.Object] {
        guard objects.contains(where: { !$0.differences.isEmpty }) else { return objects }
        let rules: (first: WritingRules?, second: WritingRules?)
        if let compiled { rules = compiled } else { rules = try await read() }
        compiled = rules
        var told = objects
        if let first = rules.first { told = try await first.added(to: told) { $0.first } }
        if let second = rules.second { told = try await second.added(to: told) { $0.second ?? $0.first } }
        return told
    }

    private func read() async throws -> (first: WritingRules?, second: WritingRules?) {
        var mine: WritingRules?
        if let first { mine = try await WritingRules.read(first) }
        guard let second else { return (mine, nil) }
        if second.folder.path == first?.folder.path { return (mine, mine) }
        return (mine, try await WritingRules.read(second))
    }
}
