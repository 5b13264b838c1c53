import Diagnostics
import Directory
import Foundation

/// Some changes that have come to the tenant, with who sends them; `PackedBatchWriter` and `BatchWriter`
/// write them.
public struct ExportBatch: Sendable, Hashable {
    /// The most changes of one batch.
    public static let most = 100

    /// Who sends them.
    public let writer: TenantWriter?
    /// The changes; each has a name.
    public let changes: [TenantChange]

    init(writer: TenantWriter?, changes: [TenantChange]) {
        self.writer = writer
        self.changes = changes
    }

    /// Reads a batch that came from somewhere as JSON.
    init(reading body: [UInt8]) throws(ServiceError) {
        let top = try Self.object(reading: body)
        guard case .array(let elements)? = top["changes"]?.kind, !elements.isEmpty, elements.count <= Self.most else {
            throw .badRequest("changes is a list of 1 to \(Self.most) changes.")
        }
        writer = try top["writer"].map(Self.writer)
        var changes: [TenantChange] = []
        // Each name is looked at once, however many changes have it.
        var names: [String: AttributeName] = [:]
        for (place, element) in elements.enumerated() { changes.append(try Self.change(element, place, &names)) }
        self.changes = changes
    }

    /// Reads the names of operations that somebody asks for.
    static func operations(
        reading body: [UInt8]
    ) throws(ServiceError) -> (list: [(id: TenantOperationID, anchor: String)], withdrawing: Bool) {
        let top = try object(reading: body)
        guard case .array(let elements)? = top["operations"]?.kind, elements.count <= most else {
            throw .badRequest("operations is a list of at most \(most).")
        }
        var operations: [(TenantOperationID, String)] = []
        for element in elements {
            guard let id = element["id"]?.text.flatMap(TenantOperationID.init), let anchor = element["anchor"]?.text
            else {
                throw .badRequest("An operation has an id (a GUID) and an anchor.")
            }
            operations.append((id, anchor))
        }
        guard let wish = top["withdraw"] else { return (operations, false) }
        guard case .flag(let withdrawing) = wish.kind else { throw .badRequest("withdraw is true or false.") }
        return (operations, withdrawing)
    }

    /// The object that a body is.
    static func object(reading body: [UInt8]) throws(ServiceError) -> PlacedJSON {
        guard let text = String(validating: body, as: UTF8.self) else { throw notText(body) }
        var reader = PlacedJSONReader(text)
        let (top, rest): (PlacedJSON?, PlacedJSON?)
        do throws(PlacedJSONReader.Mistake) {
            (top, rest) = (try reader.next(), try reader.next())
        } catch {
            throw .badRequest("The body is no JSON at byte \(error.range.start): \(error.message).")
        }
        guard let top, case .object = top.kind, case nil = rest else {
            throw .badRequest("The body is one JSON object.")
        }
        return top
    }

    /// Where a body is not UTF-8: repaired, it would say something else than was sent.
    private static func notText(_ body: [UInt8]) -> ServiceError {
        let place = body.withUnsafeBytes { UTF8Sequence.firstMistake(in: $0) } ?? 0
        let byte = body.dropFirst(place).first.map { " (0x\(ASCII.hex(CollectionOfOne($0))))" } ?? ""
        return .badRequest(
            "The body is not UTF-8 at byte \(place)\(byte): send texts as UTF-8, and values that are no text as base64."
        )
    }

    private static func writer(_ value: PlacedJSON) throws(ServiceError) -> TenantWriter {
        try writer(workspace: value["workspace"]?.text, host: value["host"]?.text)
    }

    /// Who sends, of what a batch says of it.
    static func writer(workspace: String?, host: String?) throws(ServiceError) -> TenantWriter {
        guard let workspace, let host, !workspace.isEmpty, workspace.utf8.count <= 4096, host.utf8.count <= 1024
        else { throw .badRequest("writer has a workspace and a host.") }
        return TenantWriter(workspace: workspace, host: host)
    }

    private static func change(
        _ value: PlacedJSON,
        _ place: Int,
        _ names: inout [String: AttributeName]
    ) throws(ServiceError) -> TenantChange {
        guard let id = value["id"]?.text.flatMap(TenantOperationID.init),
            let operation = value["operation"]?.text.flatMap(TenantChange.Operation.init),
            let objectClass = value["class"]?.text.map({ AttributeName($0) }), objectClass.isValid,
            let anchor = value["anchor"]?.text, let name = value["name"]?.text
        else {
            throw .badRequest(
                "Change \(place) needs an id (a GUID), an operation (add, update, delete), a class, an anchor and a name."
            )
        }
        var attributes: [TenantChange.Attribute] = []
        if let members = value["attributes"] {
            guard case .object(let members) = members.kind else {
                throw .badRequest("The attributes of change \(place) are an object.")
            }
            for (key, value) in members {
                let known = names[key]
                let name = known ?? AttributeName(key)
                guard known != nil || name.isValid, case .array(let elements) = value.kind else {
                    throw .badRequest("\(key) of change \(place) is no attribute with a list of values.")
                }
                if known == nil { names[key] = name }
                var values: [[UInt8]] = []
                for element in elements {
                    guard let bytes = Self.bytes(element) else {
                        throw .badRequest("A value of \(key) of change \(place) is neither a text nor base64.")
                    }
                    values.append(bytes)
                }
                attributes.append(.init(name: name, values: values))
            }
            // Names have no case: both together would be values of one attribute, and each of them passes by itself.
            var seen: Set<AttributeName> = []
            if let twice = attributes.first(where: { !seen.insert($0.name).inserted }) {
                throw .badRequest("\(twice.name) of change \(place) is there twice.")
            }
        }
        return TenantChange(
            operation: operation,
            objectClass: objectClass,
            anchor: anchor,
            name: name,
            attributes: attributes,
            operationID: id
        )
    }

    private static func bytes(_ value: PlacedJSON) -> [UInt8]? {
        if let text = value.text { return Array(text.utf8) }
        return value["base64"]?.text.flatMap { Data(base64Encoded: $0) }.map { Array($0) }
    }
}
