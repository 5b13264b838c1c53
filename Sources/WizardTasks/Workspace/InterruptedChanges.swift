import Foundation
import Plans
import SQLiteStore

/// Finishes or undoes what a crash left in the middle.
///
/// A change writes its journal entry, then new files beside the old ones, then renames, then commits. A new file that is
/// still there was never renamed: it is removed and the change counts as undone. Where none is left, either the rename
/// happened or nothing was to be renamed: without files the commit ends the entry itself, so an open one was undone.
struct InterruptedChanges {
    let folder: WorkspaceFolder
    let store: WorkspaceStore

    func settle() async throws {
        for entry in try await store.unfinished() {
            let waiting = entry.files.map { ReplacingFile.temporaryName(of: folder.resolve($0)) }
                .filter { FileManager.default.fileExists(atPath: $0) }
            for path in waiting { try FileManager.default.removeItem(atPath: path) }
            let wasUndone = entry.files.isEmpty || !waiting.isEmpty
            try await store.end(entry.identifier, outcome: wasUndone ? .undone : .applied)
        }
    }
}
