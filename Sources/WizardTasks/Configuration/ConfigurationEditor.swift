import Foundation
import LDAPClient
import SyncRules
import Yams

/// Changes dryad.yaml in place: everything that is not meant stays as it was, comments included.
struct ConfigurationEditor {
    var text: String

    init(_ text: String) { self.text = text }

    /// Sets a scalar at the top of the file.
    mutating func set(_ key: String, to value: String) throws(TaskError) {
        var lines = text.components(separatedBy: "\n")
        guard let root = try? Yams.compose(yaml: text), let mark = root[key]?.mark, mark.line <= lines.count else {
            if !text.hasSuffix("\n") { text += "\n" }
            text += "\(key): \(value)\n"
            return
        }
        let line = lines[mark.line - 1]
        let start = line.index(line.startIndex, offsetBy: mark.column - 1, limitedBy: line.endIndex) ?? line.endIndex
        let rest = line[start...]
        let comment = rest.range(of: " #")?.lowerBound ?? rest.endIndex
        let kept = rest[..<comment].reversed().drop { $0 != " " ? false : true }.count
        let end = line.index(start, offsetBy: kept)
        lines[mark.line - 1] = line[..<start] + value + line[end...]
        text = lines.joined(separator: "\n")
    }

    /// Adds a forest after those that are there.
    mutating func add(_ forest: ForestConfiguration) throws(TaskError) {
        var lines = text.components(separatedBy: "\n")
        let block = Self.block(forest)
        guard let root = try? Yams.compose(yaml: text), let keys = root.mapping?.keys else {
            throw TaskError(.configuration, "dryad.yaml cannot be read any more; the forest was not added.")
        }
        let marks = keys.compactMap { key in key.mark.map { (key.string ?? "", $0.line) } }
        guard let line = marks.first(where: { $0.0 == "forests" })?.1 else {
            if lines.last == "" { lines.removeLast() }
            text = (lines + ["", "forests:"] + block + [""]).joined(separator: "\n")
            return
        }
        if (root["forests"]?.sequence ?? []).isEmpty {
            lines.replaceSubrange(line - 1...line - 1, with: ["forests:"] + block)
        } else {
            guard !lines[line - 1].contains("[") else {
                throw TaskError(
                    .configuration,
                    "In dryad.yaml the forests stand in brackets on one line. Write them one a line, each beginning "
                        + "with \"- name:\", and try again."
                )
            }
            let next = marks.map(\.1).filter { $0 > line }.min() ?? lines.count + 1
            var end = next - 1
            while end > line, lines[end - 1].allSatisfy(\.isWhitespace) || lines[end - 1].hasPrefix("#") { end -= 1 }
            lines.insert(contentsOf: block, at: end)
        }
        text = lines.joined(separator: "\n")
    }

    private static func block(_ forest: ForestConfiguration) -> [String] {
        var pairs = [("name", forest.name), ("id", forest.connector.text), ("ordinal", String(forest.ordinal))]
        var below: [String] = []
        switch forest.source {
        case .file(let path):
            pairs.append(("ldif", path))
            below += list("excludeDomains", forest.excludedDomains)
        case .server(let server):
            pairs.append(("url", server.url))
            if server.startsTLS { pairs.append(("startTLS", "true")) }
            if let name = server.bindName { pairs.append(("bind", name)) }
            switch server.password {
            case .file(let path): pairs.append(("passwordFile", path))
            case .variable(let name): pairs.append(("passwordEnvironment", name))
            case .descriptor(let number): pairs.append(("passwordDescriptor", String(number)))
            case nil: break
            }
            switch server.kerberos?.source {
            case .keytab(let path): pairs.append(("keytab", path))
            case .ticketCache(let path): pairs.append(("ticketCache", path))
            case nil: break
            }
            if let kerberos = server.kerberos, kerberos.mechanism != .gssapi {
                pairs.append(("mechanism", kerberos.mechanism.rawValue))
            }
            if let certificate = server.clientCertificate {
                pairs.append(("clientCertificate", certificate.file))
                pairs.append(("clientKey", certificate.keyFile))
            }
            if let file = server.certificateAuthorityFile { pairs.append(("caFile", file)) }
            if server.allowsPlaintext { pairs.append(("insecurePlaintext", "true")) }
            if let domain = server.discoveryDomain { pairs.append(("discover", domain)) }
            below += list("servers", server.others) + list("excludeDomains", server.excludedDomains)
            let domains = server.domainServers.sorted { $0.key < $1.key }
            if !domains.isEmpty { below.append("    domains:") }
            below += domains.map { "      \(scalar($0.key)): \(scalar($0.value))" }
        }
        return pairs.enumerated().map { "\($0 == 0 ? "  - " : "    ")\($1.0): \(scalar($1.1))" } + below
    }

    private static func list(_ key: String, _ items: [String]) -> [String] {
        items.isEmpty ? [] : ["    \(key):"] + items.map { "      - \(scalar($0))" }
    }

    /// A scalar that reads back as the same text: plain where that is safe, in double quotes otherwise.
    static func scalar(_ text: String) -> String {
        let plain = text.utf8.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                || "._/@-:=,".utf8.contains(byte)
        }
        if plain, let first = text.first, first.isLetter || first.isNumber || first == "/", !text.hasSuffix(":") {
            return text
        }
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\\": "\\\\"
            case "\"": "\\\""
            case _ where scalar.value < 0x20: "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: String(scalar)
            }
        }
        return "\"" + escaped.joined() + "\""
    }
}
