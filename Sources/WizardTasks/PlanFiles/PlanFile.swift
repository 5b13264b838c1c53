import Foundation
public import Plans

/// A plan to refresh the schema on disk: canonical JSON whose digest tells whether anybody has edited it.
public struct PlanFile: Sendable {
    /// The plan.
    public let plan: Plan<RefreshContent>

    private struct Head: Decodable {
        let format: Int
        let kind: String
    }

    /// A plan of any task as it stands in a file.
    public static func text(of plan: Plan<some Codable & Sendable>) throws -> String {
        String(decoding: try CanonicalJSON.encode(plan), as: UTF8.self) + "\n"
    }

    /// Writes a plan of any task.
    public static func write(_ plan: Plan<some Codable & Sendable>, to path: String) throws {
        try ReplacingFile.replace(path, with: try text(of: plan))
    }

    /// Reads a plan; one that was edited, or that another version wrote, is refused.
    public static func read(_ path: String) throws -> PlanFile {
        guard case .refresh(let plan) = try StoredPlan.read(path) else {
            throw TaskError(.planFile, "\(path) is no plan to refresh a schema.")
        }
        return PlanFile(plan: plan)
    }

    /// Reads a plan of the task that its kind tells.
    static func stored(_ path: String) throws -> StoredPlan {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw TaskError(.planFile, "The plan \(path) cannot be read. Is the path right, may you read it?")
        }
        guard let head = try? CanonicalJSON.decode(Head.self, from: data) else {
            throw TaskError(.planFile, "\(path) is no plan: `dryad schema refresh --plan FILE` writes one.")
        }
        guard head.format == Plan<RefreshContent>.formatVersion else { throw unknown(path, head) }
        switch head.kind {
        case RefreshContent.planKind: return .refresh(try decode(data, path))
        case _ where TaskRequest.kinds.contains(head.kind):
            let plan: Plan<SettingsContent> = try decode(data, path)
            guard plan.content.request.kind == head.kind else { throw unknown(path, head) }
            return .settings(plan)
        default: throw unknown(path, head)
        }
    }

    private static func unknown(_ path: String, _ head: Head) -> TaskError {
        TaskError(
            .planFile,
            "\(path) is a plan of the kind \(head.kind), format \(head.format), which this version does not know. "
                + "Make a new plan."
        )
    }

    private static func decode<Content>(_ data: Data, _ path: String) throws -> Plan<Content> {
        let plan: Plan<Content>
        do {
            plan = try CanonicalJSON.decode(Plan<Content>.self, from: data)
        } catch {
            throw TaskError(.planFile, "The plan \(path) is damaged or of another version. Make a new plan.")
        }
        guard try plan.recomputedDigest() == plan.digest else {
            throw TaskError(
                .planFile,
                "The plan \(path) has been edited: its digest is not the one of its content. Make a new plan."
            )
        }
        return plan
    }
}
