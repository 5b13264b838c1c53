import Directory
import Foundation

extension ExportBatch {
    /// The request that sends the batch.
    public var request: TenantRequest {
        TenantRequest(
            method: "POST",
            path: ["dryad", "v1", "exports"],
            headers: [.init(name: "content-type", value: "application/json")],
            body: text.bytes
        )
    }

    /// The request that asks what became of operations.
    public static func settlement(
        of operations: [(id: TenantOperationID, anchor: String)],
        withdrawing: Bool
    ) -> TenantRequest {
        let list = operations.map { id, anchor in
            JSONText.members(["id": .string("\(id)"), "anchor": .string(anchor)])
        }
        return TenantRequest(
            method: "POST",
            path: ["dryad", "v1", "operations"],
            headers: [.init(name: "content-type", value: "application/json")],
            body: JSONText.members(["operations": .array(list), "withdraw": .flag(withdrawing)]).bytes
        )
    }

    /// The request that lets the tenant's clock go on.
    public static func waiting(seconds: Int64) -> TenantRequest {
        TenantRequest(
            method: "POST",
            path: ["dryad", "v1", "clock"],
            headers: [.init(name: "content-type", value: "application/json")],
            body: JSONText.members(["seconds": .number(seconds)]).bytes
        )
    }

    private var text: JSONText {
        var members: [JSONText.Member] = []
        if let writer {
            let value: JSONText = .members(["workspace": .string(writer.workspace), "host": .string(writer.host)])
            members.append(.init(key: "writer", value: value))
        }
        return .object(members + [.init(key: "changes", value: .array(changes.map(Self.text)))])
    }

    private static func text(_ change: TenantChange) -> JSONText {
        .members([
            "id": .string(change.operationID.map { "\($0)" } ?? ""),
            "operation": .string(change.operation.rawValue),
            "class": .string(change.objectClass.spelling),
            "anchor": .string(change.anchor),
            "name": .string(change.name),
            "attributes": .object(
                change.attributes.map { attribute in
                    JSONText.Member(key: attribute.name.spelling, value: .array(attribute.values.map(value)))
                }
            ),
        ])
    }

    private static func value(_ bytes: [UInt8]) -> JSONText {
        if let text = String(validating: bytes, as: UTF8.self) { return .string(text) }
        return .members(["base64": .string(Data(bytes).base64EncodedString())])
    }
}
