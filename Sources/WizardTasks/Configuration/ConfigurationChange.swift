import Diagnostics
import Foundation
import Plans
import SQLiteStore

/// Carries out a change of dryad.yaml: journal, new file, rename, commit, and a look at what stands there then.
struct ConfigurationChange {
    let workspace: Workspace
    let kind: String

    /// `edit` changes the text; `expected` is what the file must say afterwards.
    func apply(
        expected: WorkspaceConfiguration,
        _ edit: @Sendable (inout ConfigurationEditor) throws -> Void
    ) async throws {
        let path = workspace.folder.configuration
        guard let old = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw TaskError(.configuration, "\(path) cannot be read.")
        }
        var editor = ConfigurationEditor(old)
        try edit(&editor)
        let read = try ConfigurationReader.read(.init(name: path, text: editor.text))
        guard read == expected else {
            throw TaskError(
                .notVerified,
                "dryad.yaml is written in a way that dryad cannot change safely; it was left alone. Change it by hand."
            )
        }
        let entry = PlanJournalEntry(
            identifier: workspace.surroundings.newIdentifier(),
            kind: kind,
            digest: Fingerprint(of: editor.text.utf8),
            began: workspace.surroundings.date,
            files: ["dryad.yaml"]
        )
        try await workspace.store.begin(entry)
        try ReplacingFile.prepare(editor.text, for: path)
        try ReplacingFile.commit(path)
        try await workspace.store.end(entry.identifier, outcome: .applied)
    }
}
