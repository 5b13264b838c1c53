import CloudTenant
import Foundation

/// Puts objects that exist in a real tenant into the simulated one, so that matches and conflicts are real.
public struct SeedTenant: Sendable {
    /// What a seed brought.
    public struct Outcome: Sendable, Hashable, Codable {
        /// The file.
        public let file: String
        /// How many objects are new, by class.
        public let added: [String: Int]
        /// How many were there already and were left alone.
        public let present: Int
        /// How many synchronized objects have no source anchor in the file, by the property of Graph that exports find them by
        /// instead.
        public let withoutAnchor: [String: Int]
        /// How many have neither that nor a source anchor: an export makes another object beside each.
        public let unrecognizable: Int
    }

    private let workspace: Workspace

    /// Prepares the task.
    public init(in workspace: Workspace) { self.workspace = workspace }

    /// Reads a file and takes all of it, or nothing.
    public func run(_ path: String) async throws -> Outcome {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw TaskError(.files, "\(path) cannot be read. Is it there, and may you read it?")
        }
        do {
            let source = try SeedReader.text(of: Array(data), named: path)
            let result = try await workspace.tenant.seed(source)
            return Outcome(
                file: path,
                added: result.added,
                present: result.present,
                withoutAnchor: result.withoutAnchor,
                unrecognizable: result.unrecognizable
            )
        } catch let error as SeedError {
            throw TaskError(.seed, "Nothing of the seed was taken.\n\(error)")
        }
    }
}
