import Foundation
public import Plans

/// A plan on disk: canonical JSON whose digest tells whether anybody has edited it.
public struct PlanFile: Sendable {
    /// The plan.
    public let plan: Plan<RefreshContent>

    private struct Head: Decodable {
        let format: Int
        let kind: String
    }

    /// Writes a plan.
    public static func write(_ plan: Plan<RefreshContent>, to path: String) throws {
        let text = String(decoding: try CanonicalJSON.encode(plan), as: UTF8.self) + "\n"
        try ReplacingFile.replace(path, with: text)
    }

    /// Reads a plan; one that was edited, or that another version wrote, is refused.
    public static func read(_ path: String) throws -> PlanFile {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw TaskError(.planFile, "The plan \(path) cannot be read. Is the path right, may you read it?")
        }
        guard let head = try? CanonicalJSON.decode(Head.self, from: data) else {
            throw TaskError(.planFile, "\(path) is no plan: `dryad schema refresh --plan FILE` writes one.")
        }
        guard head.format == Plan<RefreshContent>.formatVersion, head.kind == RefreshContent.planKind else {
            throw TaskError(
                .planFile,
                "\(path) is a plan of the kind \(head.kind), format \(head.format), which this version does not know. "
                    + "Make a new plan."
            )
        }
        let plan: Plan<RefreshContent>
        do {
            plan = try CanonicalJSON.decode(Plan<RefreshContent>.self, from: data)
        } catch {
            throw TaskError(.planFile, "The plan \(path) is damaged or of another version. Make a new plan.")
        }
        guard try plan.recomputedDigest() == plan.digest else {
            throw TaskError(
                .planFile,
                "The plan \(path) has been edited: its digest is not the one of its content. Make a new plan."
            )
        }
        return PlanFile(plan: plan)
    }
}
