import Directory
import Foundation

/// Verdicts and descriptions as the batch API writes them.
enum ExchangeText {
    static func answer(_ verdicts: [TenantVerdict], _ activeWriter: TenantWriter?) -> JSONText {
        var members = [JSONText.Member(key: "verdicts", value: .array(verdicts.map(verdict)))]
        if let activeWriter { members.append(.init(key: "activeWriter", value: writer(activeWriter))) }
        return .object(members)
    }

    static func verdict(_ verdict: TenantVerdict) -> JSONText {
        switch verdict {
        case .accepted(let acceptance):
            var members = [
                JSONText.Member(key: "state", value: .string("accepted")),
                .init(key: "effect", value: .string(acceptance.effect.rawValue)),
                .init(key: "object", value: .string("\(acceptance.id)")),
            ]
            if !acceptance.conflicts.isEmpty {
                members.append(.init(key: "conflicts", value: .array(acceptance.conflicts.map(conflict))))
            }
            return .object(members)
        case .rejected(let code, let message):
            return .members(["state": .string("rejected"), "code": .string(code), "message": .string(message)])
        case .deferred(let status, let retryAfter):
            return .members([
                "state": .string("deferred"), "status": .number(Int64(status)), "retryAfter": .number(retryAfter),
            ])
        }
    }

    static func otherWriter(_ other: TenantWriter) -> JSONText {
        .members([
            "error": .members([
                "code": .string("otherWriter"),
                "message": .string("The tenant is written by \(other), and takes nothing from a second writer."),
            ]),
            "activeWriter": writer(other),
        ])
    }

    /// Anything that is described by its own properties, keys ascending.
    static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }

    private static func conflict(_ error: ProvisioningError) -> JSONText {
        .members([
            "attribute": .string(error.attribute.spelling), "value": .string(error.value),
            "since": .number(error.since.seconds),
        ])
    }

    private static func writer(_ writer: TenantWriter) -> JSONText {
        .members([
            "workspace": .string(writer.workspace), "host": .string(writer.host),
            "since": writer.since.map { .number($0.seconds) } ?? .null,
        ])
    }
}
