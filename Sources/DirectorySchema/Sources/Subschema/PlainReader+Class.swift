import Directory

extension PlainReader {
    /// Puts what a definition says of a class behind other classes; false where it is not plain.
    mutating func objectClass(_ cursor: inout PlainCursor, into classes: inout [ObjectClass]) -> Bool {
        guard let identifier = cursor.identifier() else { return false }
        var own = OwnNames()
        var superiors: [AttributeName] = []
        var (must, may): ([AttributeName], [AttributeName]) = ([], [])
        var summary: String?
        var (isAbstract, isAuxiliary, isDefunct) = (false, false, false)
        while let field = cursor.field() {
            guard case .known(let keyword) = field else {
                guard cursor.values({ _ in }) else { return false }
                continue
            }
            switch keyword {
            case .abstract: isAbstract = true
            case .auxiliary: isAuxiliary = true
            case .obsolete: isDefunct = true
            case .name:
                guard let names = ownNames(&cursor) else { return false }
                own = names
            case .sup:
                guard cursor.values({ if !$0.isEmpty { superiors.append(names.name($0)) } }) else { return false }
            case .must:
                guard let sorted = names.sorted(&cursor) else { return false }
                must = sorted
            case .may:
                guard let sorted = names.sorted(&cursor) else { return false }
                may = sorted
            case .desc:
                var first: DefinitionWord?
                guard cursor.values({ if first == nil { first = $0 } }) else { return false }
                summary = first.flatMap { $0.isEmpty ? nil : $0.text }
            case _ where keyword.isFlag: break
            default: guard cursor.values({ _ in }) else { return false }
            }
        }
        guard cursor.isComplete else { return false }
        let text = identifier.text
        let oid = OID(text)
        let name = own.first.map { names[$0] } ?? AttributeName(text)
        classes.append(
            ObjectClass(
                name: name,
                oid: oid,
                aliases: own.further.isEmpty ? nil : own.further,
                identifier: oid == nil ? text : nil,
                summary: summary,
                kind: isAbstract ? .abstract : isAuxiliary ? .auxiliary : .structural,
                superior: superiors.first == name ? nil : superiors.first,
                furtherSuperiors: superiors.count > 1 ? Array(superiors.dropFirst()) : nil,
                must: must,
                may: may,
                isDefunct: isDefunct
            )
        )
        return true
    }
}
