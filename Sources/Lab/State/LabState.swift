import Foundation

/// What a lab remembers of its forests.
struct LabState: Sendable, Codable {
    /// One forest.
    struct Forest: Sendable, Codable {
        let name: String
        let kind: ServerKind
        let address: String
        let port: UInt16
        let securePort: UInt16
        var features: [LabFeature]
        var objects: Int
        var process: ProcessIdentity?
    }

    var format = 1
    var forests: [Forest] = []

    static func load(_ folder: LabFolder) throws(LabError) -> LabState {
        guard let data = FileManager.default.contents(atPath: folder.state) else { return LabState() }
        guard let state = try? JSONDecoder().decode(LabState.self, from: data), state.format == 1 else {
            throw LabError(
                .folder,
                "\(folder.state) cannot be read. End the servers of that lab by hand, remove the folder, and begin anew."
            )
        }
        return state
    }

    func save(_ folder: LabFolder) throws(LabError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else {
            throw LabError(.folder, "The lab's state cannot be written.")
        }
        try LabFolder.write(String(decoding: data, as: UTF8.self) + "\n", to: folder.state)
    }

    subscript(name: String) -> Forest? {
        get { forests.first { $0.name == name } }
        set {
            let place = forests.firstIndex { $0.name == name }
            switch (place, newValue) {
            case (let place?, let forest?): forests[place] = forest
            case (let place?, nil): forests.remove(at: place)
            case (nil, let forest?): forests.append(forest)
            case (nil, nil): break
            }
        }
    }
}
