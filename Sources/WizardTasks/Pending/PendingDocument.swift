import Diagnostics
import Directory
import Foundation
import Plans
import SyncRules

/// Pending exports as files for other programs and other people.
public enum PendingDocument {
    /// A form in which they are written.
    public enum Form: String, Sendable, Codable, CaseIterable {
        /// A line for each attribute, for spreadsheets.
        case csv
        /// Everything, for programs.
        case json
        /// Change records (RFC 2849), for people who review directories.
        case ldif
        /// What the product's `csexport` writes.
        case csexport
    }

    // MARK: CSV

    private static let columns = [
        "operation", "class", "who", "sourceAnchor", "name", "signIn", "attribute", "removed", "added", "rule",
        "sourceRule", "connector", "cause",
    ]

    /// How a document begins.
    public static func head(_ form: Form) -> String {
        switch form {
        case .csv: columns.joined(separator: ",") + "\r\n"
        case .json: ""
        case .ldif: "version: 1\n"
        case .csexport: SpaceExportWriter.head
        }
    }

    /// The changes of a page, as they stand in a document.
    public static func body(_ form: Form, _ page: PendingReview) throws -> String {
        switch form {
        case .csv: rows(page)
        case .json: try CanonicalJSON.pretty(page.changes)
        case .ldif: records(page)
        case .csexport: SpaceExportWriter.body(export(page))
        }
    }

    /// How a document ends.
    public static func tail(_ form: Form) -> String { form == .csexport ? SpaceExportWriter.tail : "" }

    /// A line for each attribute of each change, and one for a change without attributes (RFC 4180).
    public static func csv(_ review: PendingReview) -> String { head(.csv) + rows(review) }

    private static func rows(_ review: PendingReview) -> String {
        var lines: [String] = []
        for change in review.changes {
            let head = [
                change.operation, change.objectClass, change.label, change.anchor, change.dn,
                change.affectsSignIn ? "yes" : "",
            ]
            let values = change.values.isEmpty ? [nil] : change.values.map { Optional($0) }
            for value in values {
                let cells =
                    head + [
                        value?.attribute ?? "", shown(value?.removed, review),
                        shown(value?.added, review), value?.rule ?? change.rule ?? "",
                        value?.sourceRule ?? "", value?.connector ?? change.connector ?? "", change.reason ?? "",
                    ]
                lines.append(cells.map(cell).joined(separator: ","))
            }
        }
        return lines.map { $0 + "\r\n" }.joined()
    }

    /// References as who is meant, and everything else as it is.
    private static func shown(_ values: [String]?, _ review: PendingReview) -> String {
        joined((values ?? []).map { review.names[$0] ?? $0 })
    }

    /// Values in one cell, with `; ` between them; within one a backslash stands before each semicolon and each backslash.
    static func joined(_ values: [String]) -> String { values.map(marked).joined(separator: "; ") }

    private static func marked(_ value: String) -> String {
        let marks = [UInt8(ascii: ";"), UInt8(ascii: "\\")]
        guard value.utf8.contains(where: { marks.contains($0) }) else { return value }
        var written: [UInt8] = []
        for byte in value.utf8 {
            if marks.contains(byte) { written.append(UInt8(ascii: "\\")) }
            written.append(byte)
        }
        return String(decoding: written, as: UTF8.self)
    }

    /// A cell that begins like a formula gets an apostrophe in front: a value of a directory must not run in a spreadsheet.
    ///
    /// Bytes are looked at and not characters: a mark behind a comma makes another character of it, and no other separator.
    static func cell(_ text: String) -> String {
        let isFormula = text.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        var quotes = 0
        var isSpecial = false
        for byte in safe.utf8 {
            switch byte {
            case UInt8(ascii: "\""): quotes += 1
            case UInt8(ascii: ","), UInt8(ascii: "\r"), UInt8(ascii: "\n"): isSpecial = true
            default: break
            }
        }
        guard isSpecial || quotes > 0 else { return safe }
        guard quotes > 0 else { return "\"" + safe + "\"" }
        var doubled: [UInt8] = []
        doubled.reserveCapacity(safe.utf8.count + quotes)
        for byte in safe.utf8 {
            if byte == UInt8(ascii: "\"") { doubled.append(byte) }
            doubled.append(byte)
        }
        return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
    }

    // MARK: LDIF

    /// Change records; values that are not text are in base64.
    public static func ldif(_ review: PendingReview) -> String { head(.ldif) + records(review) }

    private static func records(_ review: PendingReview) -> String {
        var text = ""
        for change in review.changes {
            text +=
                "\n# \(Terminal.visible(change.label))" + (change.reason.map { ": \(Terminal.visible($0))" } ?? "")
                + "\n"
            text += LDIFWriter.line("dn", Array(change.dn.utf8))
            switch change.operation {
            case "add":
                text += "changetype: add\n" + LDIFWriter.line("objectClass", Array(change.objectClass.utf8))
                for value in change.values {
                    for added in value.added {
                        text += LDIFWriter.line(
                            value.attribute,
                            review.bytes(added, of: value.attribute, change.anchor)
                        )
                    }
                }
            case "delete": text += "changetype: delete\n"
            default:
                text += "changetype: modify\n"
                for value in change.values { text += modification(value, change, review) }
            }
        }
        return text
    }

    private static func modification(
        _ value: PendingChange.Value,
        _ change: PendingChange,
        _ review: PendingReview
    ) -> String {
        var text = ""
        for (kind, values) in [("delete", value.removed), ("add", value.added)] where !values.isEmpty {
            text += "\(kind): \(value.attribute)\n"
            for one in values {
                text += LDIFWriter.line(value.attribute, review.bytes(one, of: value.attribute, change.anchor))
            }
            text += "-\n"
        }
        return text
    }

    // MARK: csexport

    /// The form of the product's `csexport`, with the whole objects as they should become.
    public static func csexport(_ review: PendingReview) -> String {
        SpaceExportWriter.write(export(review))
    }

    private static func export(_ review: PendingReview) -> SpaceExport {
        SpaceExport(
            objects: review.changes.map { change in
                SpaceExport.Object(
                    id: "{\(DerivedGUID.text(of: "connector space \(change.anchor)").uppercased())}",
                    dn: change.dn,
                    objectClass: change.objectClass,
                    operation: change.operation,
                    changes: change.values.map { value in
                        SpaceExport.Change(
                            name: value.attribute,
                            replaces: change.operation == "add",
                            values: value.removed.map {
                                .init(review.bytes($0, of: value.attribute, change.anchor), isRemoved: true)
                            }
                                + value.added.map {
                                    .init(review.bytes($0, of: value.attribute, change.anchor))
                                }
                        )
                    },
                    desired: change.operation == "delete" ? nil : review.desired[change.anchor]
                )
            }
        )
    }
}
