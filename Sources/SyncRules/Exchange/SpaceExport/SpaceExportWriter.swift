import Foundation

/// Writes pending exports in the form of the product's `csexport`.
public enum SpaceExportWriter {
    /// The file as UTF-8 text; what `SpaceExport.read` reads again.
    public static func write(_ export: SpaceExport) -> String {
        head + body(export) + tail
    }

    /// How a file begins.
    public static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<cs-objects>\n"
    /// How it ends.
    public static let tail = "</cs-objects>\n"

    /// Some of its objects, for files that are written a page at a time.
    public static func body(_ export: SpaceExport) -> String { export.objects.map(object).joined() }

    private static func object(_ object: SpaceExport.Object) -> String {
        let dn = escaped(object.dn)
        let head =
            " <cs-object cs-dn=\"\(dn)\" id=\"\(escaped(object.id))\" object-type=\"\(escaped(object.objectClass))\">\n"
        var text = head + "  <unapplied-export>\n   <delta operation=\"\(escaped(object.operation))\" dn=\"\(dn)\">\n"
        for change in object.changes {
            let operation =
                object.operation != "update" ? "" : " operation=\"\(change.replaces ? "replace" : "update")\""
            text += "    <attr name=\"\(escaped(change.name))\"\(operation)>\n"
            for value in change.values {
                let kind = change.replaces ? "" : " operation=\"\(value.isRemoved ? "delete" : "add")\""
                text += "     " + self.value(value.bytes, kind)
            }
            text += "    </attr>\n"
        }
        text += "   </delta>\n  </unapplied-export>\n"
        if let desired = object.desired {
            text += "  <unapplied-export-hologram>\n   <entry dn=\"\(dn)\">\n"
            for (name, values) in desired.sorted(by: { $0.key < $1.key }) {
                text += "    <attr name=\"\(escaped(name))\">\n"
                for value in values { text += "     " + self.value(value, "") }
                text += "    </attr>\n"
            }
            text += "   </entry>\n  </unapplied-export-hologram>\n"
        }
        return text + " </cs-object>\n"
    }

    private static func value(_ bytes: [UInt8], _ attributes: String) -> String {
        // Blanks at the ends and what XML does not allow would not come back as they were.
        if let text = String(validating: bytes, as: UTF8.self), text.unicodeScalars.allSatisfy(isPlain) {
            return "<value\(attributes)>\(escaped(text))</value>\n"
        }
        return "<value\(attributes) encoding=\"base64\">\(Data(bytes).base64EncodedString())</value>\n"
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && scalar.value != 0x7F && !(0xFFFE...0xFFFF).contains(scalar.value)
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
    }
}
