import CloudTenant
import Diagnostics
import Foundation
public import Plans
import SQLiteStore
import SyncRules

/// Plans and applies every task of the wizard that changes settings.
///
/// A plan names every setting that would differ, of the workspace and of the tenant, the rules that would, and the runs
/// that follow. A task that would touch a setting which it does not mean to is refused.
public struct ChangeSettings: Sendable {
    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// What a task would do; nothing changes.
    public func plan(_ request: TaskRequest) async throws -> Plan<SettingsContent> {
        try await SettingsPlanner(workspace: workspace).prepare(request).plan
    }

    /// Applies a plan, everything in one transaction of the store; refused where anything that it was made from has moved.
    public func apply(_ plan: Plan<SettingsContent>) async throws {
        guard !plan.content.isEmpty else { return }
        try await workspace.changing(plan.kind) {
            try checkConfiguration()
            let again = try await SettingsPlanner(workspace: workspace).prepare(plan.content.request)
            guard again.plan.digest == plan.digest else {
                let moved = plan.staleness(against: again.plan.basis)
                let what = moved.isEmpty ? "what it was made from" : moved.joined(separator: ", ")
                throw TaskError(
                    .stalePlan,
                    "The plan is stale: \(what) changed since it was made. Nothing was applied; make a new plan."
                )
            }
            try await carryOut(again)
            try await verify(plan.content.request)
        }
    }

    /// Plans and applies at once, under the lock: what the task is made from is read a single time.
    ///
    /// A password that comes from an open descriptor cannot be read twice.
    func run(_ request: TaskRequest) async throws -> SettingsPreparation {
        try await workspace.changing(request.kind) {
            try checkConfiguration()
            let preparation = try await SettingsPlanner(workspace: workspace).prepare(request)
            guard !preparation.plan.content.isEmpty else { return preparation }
            try await carryOut(preparation)
            try await verify(request)
            return preparation
        }
    }

    private func checkConfiguration() throws {
        guard try ConfigurationReader.load(workspace.folder.configuration) == workspace.configuration else {
            throw TaskError(.stalePlan, "dryad.yaml has changed since the plan was made. Look at a new plan.")
        }
    }

    private func carryOut(_ preparation: SettingsPreparation) async throws {
        let (store, date) = (workspace.store, workspace.surroundings.date)
        let entry = PlanJournalEntry(
            identifier: workspace.surroundings.newIdentifier(),
            kind: preparation.plan.kind,
            digest: preparation.plan.digest,
            began: date
        )
        var commit = ConfigurationCommit(journal: entry.identifier, date: date)
        commit.rules = preparation.rules
        commit.files = preparation.files
        commit.requirements = preparation.plan.content.requirements
        if let text = try text(for: preparation.configuration) {
            commit.files.append(WaitingFile(path: workspace.folder.configuration, text: text))
        }
        try await store.begin(entry)
        try await store.commit(commit)
        try await InterruptedChanges(folder: workspace.folder, store: store).placeFiles()
        // The tenant is a thing of its own: where a crash comes between, a second plan has what is left.
        if let domains = preparation.domains {
            try await workspace.tenant.configure { $0.domains = domains }
        }
    }

    /// The new text of dryad.yaml; nothing where it stays.
    private func text(for configuration: WorkspaceConfiguration) throws -> String? {
        guard configuration != workspace.configuration else { return nil }
        let path = workspace.folder.configuration
        guard let old = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw TaskError(.configuration, "\(path) cannot be read.")
        }
        var editor = ConfigurationEditor(old)
        try editor.change(from: workspace.configuration, to: configuration)
        let read = try? ConfigurationReader.read(SourceText(name: path, text: editor.text))
        guard read == configuration else {
            throw TaskError(
                .notVerified,
                "dryad.yaml is written in a way that dryad cannot change safely; it was left alone. Change it by hand."
            )
        }
        return editor.text
    }

    private func verify(_ request: TaskRequest) async throws {
        var now = workspace
        now.configuration = try ConfigurationReader.load(workspace.folder.configuration)
        let second = try await SettingsPlanner(workspace: now).prepare(request, isAgain: true)
        guard second.plan.content.isEmpty else {
            throw TaskError(
                .notVerified,
                "The plan was applied, and a second one is not empty. Compare the two; this is a defect of Dryad."
            )
        }
    }
}
