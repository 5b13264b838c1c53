import Foundation

/// Where a schema is, as a person writes it: one place, or a base and what is put onto it, joined by `+`.
public struct SchemaSource: Sendable, Hashable, CustomStringConvertible {
    /// One place.
    public enum Place: Sendable, Hashable {
        /// A file, or a folder whose files are taken in the order of their names.
        case path(String)
        /// A server, read without signing in unless a forest of the workspace has that URL.
        case url(String)
        /// A forest of the workspace, read live.
        case live(String)
        /// What is cached of a forest: the newest version, or that one.
        case cache(String, version: Int?)
    }

    /// The places, the base first.
    public let places: [Place]
    /// What was written.
    public let description: String

    /// Reads what a person wrote: `cache:FOREST`, `cache:FOREST@VERSION`, `live:FOREST`, an LDAP URL, or a path.
    public init(_ text: String) throws(TaskError) {
        description = text
        // A file may have a plus sign in its name.
        let parts =
            FileManager.default.fileExists(atPath: text)
            ? [text] : text.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
        var places: [Place] = []
        for part in parts { places.append(try Self.place(part)) }
        self.places = places
    }

    /// The same source by paths that mean the same in every folder.
    var absolute: String {
        places.map { place in
            switch place {
            case .path(let path): URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
            case .url(let url): url
            case .live(let name): "live:\(name)"
            case .cache(let name, nil): "cache:\(name)"
            case .cache(let name, let version?): "cache:\(name)@\(version)"
            }
        }.joined(separator: "+")
    }

    private static func place(_ text: String) throws(TaskError) -> Place {
        guard !text.isEmpty else {
            throw TaskError(
                .noSchema,
                "A schema source is missing. Write a path, a URL, cache:FOREST, cache:FOREST@VERSION or live:FOREST; "
                    + "join a base and what is put onto it with +."
            )
        }
        if text.hasPrefix("cache:") {
            let rest = text.dropFirst("cache:".count)
            guard let at = rest.lastIndex(of: "@") else { return .cache(String(rest), version: nil) }
            guard let version = Int(rest[rest.index(after: at)...]), version > 0 else {
                throw TaskError(.noSchema, "\"\(text)\" names no version. Versions are counted from 1: cache:FOREST@3.")
            }
            return .cache(String(rest[..<at]), version: version)
        }
        if text.hasPrefix("live:") { return .live(String(text.dropFirst("live:".count))) }
        let scheme = text.prefix { $0 != ":" }.lowercased()
        if ["ldap", "ldaps", "ldapi"].contains(scheme), text.dropFirst(scheme.count).hasPrefix("://") {
            return .url(text)
        }
        return .path(text)
    }
}
