import CloudTenant
import Directory
import Foundation

/// A batch as the batch API has it, written sign by sign: what the quick writer is compared with.
enum BatchText {
    static func text(_ changes: [TenantChange], _ writer: TenantWriter?) -> [UInt8] {
        var text = "{"
        if let writer {
            text += "\"writer\":{\"workspace\":\(string(writer.workspace)),\"host\":\(string(writer.host))},"
        }
        return Array((text + "\"changes\":[" + changes.map(change).joined(separator: ",") + "]}").utf8)
    }

    private static func change(_ change: TenantChange) -> String {
        let attributes = change.attributes.map { attribute in
            string(attribute.name.spelling) + ":[" + attribute.values.map(value).joined(separator: ",") + "]"
        }
        let members = [
            ("id", string(change.operationID.map { "\($0)" } ?? "")), ("operation", string(change.operation.rawValue)),
            ("class", string(change.objectClass.spelling)), ("anchor", string(change.anchor)),
            ("name", string(change.name)), ("attributes", "{" + attributes.joined(separator: ",") + "}"),
        ]
        return "{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }

    private static func value(_ bytes: [UInt8]) -> String {
        String(validating: bytes, as: UTF8.self).map(string)
            ?? "{\"base64\":\(string(Data(bytes).base64EncodedString()))}"
    }

    private static func string(_ text: String) -> String {
        var written = "\""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22, 0x5C: written += "\\\(scalar)"
            case 0x0A: written += "\\n"
            case 0..<0x20, 0x7F: written += String(format: "\\u%04x", scalar.value)
            default: written.unicodeScalars.append(scalar)
            }
        }
        return written + "\""
    }
}
