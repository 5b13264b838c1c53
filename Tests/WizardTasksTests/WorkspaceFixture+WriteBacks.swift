import Foundation
import SyncEngine

import SQLiteStore
import TestSupport

@testable import WizardTasks

extension WorkspaceFixture {
    /// The file of a forest, byte for byte.
    func bytes(of forest: String) throws -> Data { try Data(contentsOf: folder.file(forest + ".ldif")) }

    /// A workspace whose rules write the source anchor of people back into `mS-DS-ConsistencyGuid` of both forests.
    func writingBack() async throws -> Workspace {
        let path = workspaceFolder.configuration
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try text.replacing("options:\n", with: "options:\n  sourceAnchor: mS-DS-ConsistencyGuid\n")
            .write(toFile: path, atomically: true, encoding: .utf8)
        return try await ready()
    }

    /// How many objects wait for each forest, in their order.
    func waiting() async throws -> [Int] {
        let workspace = try await open()
        var counts: [Int] = []
        for forest in workspace.configuration.forests {
            counts.append(try await workspace.store.writeBackCounts(of: forest.connector).values.reduce(0, +))
        }
        return counts
    }

    /// Runs a cycle.
    func cycle(_ change: (inout CycleRequest) -> Void = { _ in }) async throws -> SynchronizationReport {
        var request = CycleRequest()
        change(&request)
        return try await Synchronize(in: try await open(), request).run { _ in }
    }

    func switchStaging(to isOn: Bool) async throws {
        let task = SwitchStagingMode(in: try await open())
        try await task.apply(try await task.plan(to: isOn))
    }
}
