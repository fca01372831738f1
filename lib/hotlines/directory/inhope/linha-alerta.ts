import { inhopeMember } from './member';

export const linhaAlerta = inhopeMember({ id: 'linha-alerta', name: 'Linha Alerta', country: 'PT', website: 'https://linhaalerta.internetsegura.pt' });
