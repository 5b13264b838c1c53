import Diagnostics

extension Phrase {
    /// The phrase for a terminal, without marks around names.
    var plain: String {
        pieces.map { piece in
            switch piece {
            case .words(let words): words
            case .name(let name), .prose(let name): Terminal.visible(name)
            }
        }.joined()
    }
}
