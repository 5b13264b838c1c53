public import Directory
public import DirectorySchema
import Plans

/// Writes down what somebody decided about differences between a live schema and the cached one.
public struct DecideSchemaChanges: Sendable {
    /// What somebody decides, and why.
    public struct Decision: Sendable {
        let choice: SchemaDecision.Choice?
        let until: String?
        let why: String

        /// Makes a decision; without a choice an earlier one is taken back.
        ///
        /// What is ignored needs a last day, written like `2027-01-31`.
        public init(_ choice: SchemaDecision.Choice?, until: String? = nil, why: String) throws(TaskError) {
            if choice == .ignore, until.map(DecisionFile.isDay) != true {
                throw TaskError(
                    .configuration,
                    "A difference is ignored until a day. \"\(until ?? "")\" is none; write it like 2027-01-31."
                )
            }
            self.choice = choice
            self.until = choice == .ignore ? until : nil
            self.why = why
        }
    }

    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// The decisions that are written down.
    public func decisions() throws -> [SchemaDecision] { try DecisionFile.load(workspace.folder.decisions) }

    /// Decides about the differences of a forest that have these names; `element` tells a class from an attribute.
    public func decide(
        _ decision: Decision,
        forest name: String,
        names: [AttributeName],
        element: SchemaChange.Element? = nil,
        live file: String? = nil
    ) async throws -> [SchemaDecision] {
        let forest = try workspace.configuration.forest(named: name)
        let plan = try await RefreshSchema(in: workspace)
            .prepare(forests: [forest.name], live: file.map { [forest.name: $0] } ?? [:], report: { _ in }).plan
        guard let refresh = plan.content.forests.first(where: { $0.connector == forest.connector }),
            refresh.state == .read
        else {
            throw TaskError(
                .noSchema,
                "\(forest.name) cannot be read, so there is nothing to decide about: "
                    + (plan.content.failures.first?.failure ?? "")
            )
        }
        guard refresh.cachedVersion != nil else {
            throw TaskError(.notRefreshed, "The schema of \(forest.name) has never been read: everything is new.")
        }
        let all = refresh.diff.changes + refresh.held.map(\.change)
        let changes = try names.flatMap { try self.changes(named: $0, element, in: all, of: forest.name) }
        return try await write(decision, changes, forest.name)
    }

    private func changes(
        named name: AttributeName,
        _ element: SchemaChange.Element?,
        in all: [SchemaChange],
        of forest: String
    ) throws(TaskError) -> [SchemaChange] {
        let found = all.filter { ($0.name == name || $0.oldName == name) && (element == nil || $0.element == element) }
        guard !found.isEmpty else {
            throw TaskError(
                .noSchema,
                "\(name) does not differ in \(forest); `dryad schema refresh --forest \(forest)` lists what does."
            )
        }
        return found
    }

    private func write(
        _ decision: Decision,
        _ changes: [SchemaChange],
        _ forest: String
    ) async throws -> [SchemaDecision] {
        let made = decision.choice.map { choice in
            changes.map { change in
                SchemaDecision(
                    forest: forest,
                    element: change.element,
                    name: change.name,
                    change: change.action,
                    choice: choice,
                    until: decision.until,
                    who: workspace.surroundings.author,
                    when: workspace.surroundings.date,
                    why: decision.why
                )
            }
        }
        try await workspace.changing("schema decide") {
            let kept = try decisions().filter { one in !changes.contains { one.concerns($0, of: forest) } }
            try ReplacingFile.replace(workspace.folder.decisions, with: try DecisionFile.text(kept + (made ?? [])))
        }
        return made ?? []
    }
}
