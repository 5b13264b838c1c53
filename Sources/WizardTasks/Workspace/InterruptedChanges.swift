import Foundation
import Plans
import SQLiteStore

/// Finishes or undoes what a crash left in the middle.
///
/// A change writes its journal entry, then new files beside the old ones, then renames, then commits. A new file that is
/// still there was never renamed: it is removed and the change counts as undone. Where none is left, either the rename
/// happened or nothing was to be renamed: without files the commit ends the entry itself, so an open one was undone.
///
/// Files of rules go the other way round: their texts are committed with the plan that changes them, and put in place
/// afterwards, again if need be.
struct InterruptedChanges {
    let folder: WorkspaceFolder
    let store: WorkspaceStore

    /// Says whether dryad.yaml was among the files that were put in place.
    @discardableResult
    func settle() async throws -> Bool {
        for entry in try await store.unfinished() {
            let waiting = entry.files.map { ReplacingFile.temporaryName(of: folder.resolve($0)) }
                .filter { FileManager.default.fileExists(atPath: $0) }
            for path in waiting { try FileManager.default.removeItem(atPath: path) }
            let wasUndone = entry.files.isEmpty || !waiting.isEmpty
            try await store.end(entry.identifier, outcome: wasUndone ? .undone : .applied)
        }
        return try await placeFiles()
    }

    /// Puts committed texts into their files; says whether dryad.yaml was one of them.
    @discardableResult
    func placeFiles() async throws -> Bool {
        let files = try await store.waitingFiles()
        guard !files.isEmpty else { return false }
        for file in files {
            let path = folder.resolve(file.path)
            guard !file.text.isEmpty else {
                if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
                continue
            }
            let parent = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
            try WorkspaceFolder.makePrivate(parent)
            try ReplacingFile.replace(path, with: file.text)
        }
        try await store.settle(files)
        return files.contains { folder.resolve($0.path) == folder.configuration }
    }
}
